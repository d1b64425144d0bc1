import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { BackendError } from "../src/backend/backend";
import { fakeNetwork } from "../src/backend/fake/lookup";
import type { NetworkSetting } from "../src/bindings/NetworkSetting";
import { useSettings } from "../src/domains/settings/open";
import { SettingsDialog } from "../src/domains/settings/SettingsDialog";
import { runCommand } from "../src/shared/commands";
import { show } from "./lookup-render";

async function open() {
  act(() => void runCommand("settings"));
  return (await screen.findByTestId("network-on")) as HTMLInputElement;
}

// Another test may have left them open, at another tab.
beforeEach(() => useSettings.getState().show(null));

describe("the settings of the network", () => {
  it("turn the network off and on", async () => {
    await show(<SettingsDialog />);
    const box = await open();
    expect(box.checked).toBe(true);
    await act(async () => fireEvent.click(box));
    await waitFor(() => expect(screen.getByTestId<HTMLInputElement>("network-on").checked).toBe(false));
  });

  it("keep an address when it is left, and say beside it what is wrong", async () => {
    const sent: NetworkSetting[] = [];
    await show(<SettingsDialog />, "en-GB", {
      editNetwork: async (setting) => {
        sent.push(setting);
        throw new BackendError({
          code: "network-setting",
          params: { value: setting.contact ?? "" },
          hint: null,
          detail: "",
        });
      },
    });
    await open();
    const address = screen.getByTestId("network-contact");
    fireEvent.change(address, { target: { value: "nobody" } });
    await act(async () => fireEvent.blur(address));
    expect(sent.map(({ contact }) => contact)).toEqual(["nobody"]);
    expect((await screen.findByRole("alert")).textContent).toContain("“nobody” cannot be used");
  });

  it("ask for the address of a proxy before one is used", async () => {
    const sent: NetworkSetting[] = [];
    await show(<SettingsDialog />, "zh-CN", {
      editNetwork: async (setting) => {
        sent.push(setting);
        return { ...fakeNetwork(), setting };
      },
    });
    await open();
    await act(async () => fireEvent.click(screen.getByLabelText("手动")));
    expect(sent).toEqual([]);
    const address = screen.getByTestId("network-proxy");
    fireEvent.change(address, { target: { value: "socks5h://localhost:1080" } });
    await act(async () => fireEvent.keyDown(address, { key: "Enter" }));
    expect(sent).toMatchObject([{ proxy: "manual", proxy_address: "socks5h://localhost:1080" }]);
  });

  it("list every host with what it receives, and never show a key", async () => {
    const keys: (string | null)[] = [];
    await show(<SettingsDialog />, "en-GB", {
      editNetworkKey: async ({ key }) => {
        keys.push(key);
        return fakeNetwork();
      },
    });
    await open();
    await act(async () => fireEvent.click(screen.getByText("Services and keys")));
    expect(await screen.findByText("api.crossref.org")).toBeTruthy();
    expect(
      screen.getByText(/^Receives the DOI that is looked up, or the title and first author/),
    ).toBeTruthy();
    const field = screen.getByTestId("key-openalex").querySelector("input") as HTMLInputElement;
    expect(field.type).toBe("password");
    fireEvent.change(field, { target: { value: " secret " } });
    await act(async () => fireEvent.keyDown(field, { key: "Enter" }));
    await waitFor(() => expect(field.value).toBe(""));
    expect(keys).toEqual(["secret"]);
  });

  it("say in the interface's language what each host receives and what a key is for", async () => {
    await show(<SettingsDialog />, "zh-CN");
    await open();
    await act(async () => fireEvent.click(screen.getByText("服务与密钥")));
    const hosts = await screen.findByTestId("hosts");
    expect(hosts.textContent).toContain("收到所查的 DOI");
    expect(screen.getByTestId("key-pubmed").textContent).toContain("没有密钥也能使用");
  });
});
