/**
 * The states of the window, in rolls: each roll opens one window and goes from picture to picture.
 *
 * A picture says what it `shows` (in English, for the index), how many variants of it are kept in the repository
 * (`main`: sizes, themes and languages; otherwise one), whether it is also taken in narrow windows (`narrow`), whether
 * it has wide shadows, which few colours would cut into rings (`soft`), the `sizes` of window in which it exists where
 * that is not all, and how one comes to it from the picture before (`take`) and goes on from it (`leave`).
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drag, files } from "../drag.mjs";
import { lookAlikes } from "../fixtures.mjs";
import { replay } from "../replay.mjs";
import { openWindow } from "../window.mjs";
import { empty, filled } from "./library.mjs";
import { work } from "./work.mjs";

const DOI = "10.5555/s40999-021-00588-z";

export const rolls = [
  {
    name: "start",
    library: empty,
    pictures: [
      { name: "first-start", shows: "An empty library.", main: true },
      {
        name: "drop",
        shows: "Files dragged over the window.",
        keep: "dark.en",
        // The picture is taken while the pointer is held.
        take: (hand, picture) =>
          drag(hand.window, files(...Object.values(lookAlikes)), { x: 640, y: 480, over: picture }),
        taken: true,
      },
      {
        name: "tray",
        shows: "Five captures on the tray: raw text coloured by what was read in it, and what it brings.",
        main: true,
        take: async (hand) => {
          await hand.at("tray-cards");
          await hand.pause(1200);
        },
      },
      {
        name: "tray-fix",
        shows: "Text that was not read, marked, and the bar that says what it is.",
        keep: "light.zh",
        take: async (hand) => {
          for (const run of await hand.all(".tray-run.is-unread")) {
            if ((await run.getText()).includes("eCollection")) await hand.mark(run);
          }
          await hand.at("fix-bar");
        },
      },
      {
        name: "tray-bad-file",
        shows: "A file that cannot be read, among those that can.",
        keep: "dark.zh",
        take: async (hand) => {
          await hand.press("Escape");
          const folder = mkdtempSync(join(tmpdir(), "Downloads-"));
          const file = join(folder, "Scan 2021.pdf");
          writeFileSync(file, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
          await drag(hand.window, files(file), { x: 640, y: 480 });
          await hand.pause(900);
          rmSync(folder, { recursive: true });
          await hand.scrollTo("[data-testid=tray-problem]");
        },
      },
      {
        name: "imported",
        soft: true,
        shows: "What was imported is selected, and one step takes it back.",
        keep: "light.en",
        take: async (hand) => {
          await hand.press("Control+Enter");
          await hand.at("undo-bar");
          await hand.pause(900);
        },
      },
      {
        name: "listed",
        shows: "Works that a captured page lists.",
        keep: "light.zh",
        take: async (hand) => {
          await hand.click("place-listed");
          await hand.press("Control+K");
          await hand.reveal(1);
          await hand.pause();
        },
      },
    ],
  },
  { name: "work", library: () => filled("work"), pictures: work },
  {
    name: "lookup",
    library: () => filled("captures"),
    services: true,
    pictures: [
      {
        name: "needs-metadata",
        shows: "A reference that lacks what a service may know.",
        keep: "dark.en",
        take: async (hand) => {
          await hand.open("implementing");
        },
      },
      {
        name: "info-missing",
        narrow: true,
        shows: "What a reference lacks, and the form of one of the missing parts.",
        keep: "light.en",
        take: async (hand) => {
          await hand.click("tab-info");
          const [missing] = await hand.all("[data-testid='needed'] button");
          await missing.click();
          await hand.at("value-input");
          await hand.pause();
        },
        leave: async (hand) => {
          await hand.press("Escape");
          await hand.click("tab-abstract");
        },
      },
      {
        name: "asking",
        shows: "A service is asked.",
        keep: "light.zh",
        take: async (hand, _, services) => {
          services.set({ delayMs: 2500 });
          await hand.press("Control+L");
          await hand.at("lookup-asking");
        },
      },
      {
        name: "proposal",
        shows: "What the service says beside what stands there; nothing is taken over unasked.",
        keep: "light.en",
        take: async (hand, _, services) => {
          services.set();
          await hand.at("lookup-diff");
          await hand.pause();
        },
      },
      {
        name: "not-found",
        shows: "No service knows the DOI.",
        keep: "light.en",
        take: async (hand, _, services) => {
          await hand.click("lookup-dismiss");
          services.set();
          await look(hand, "10.5555/nothing.2020.1");
        },
      },
      {
        name: "istic",
        shows: "The DOI is registered where no open service answers.",
        keep: "dark.zh",
        take: async (hand) => {
          await hand.click("lookup-close");
          await look(hand, "10.3969/j.issn.9999-0000.2021.01.001");
        },
      },
      {
        name: "offline",
        shows: "There is no network.",
        keep: "light.zh",
        take: async (hand, _, services) => {
          await hand.click("lookup-close");
          await services.offline();
          await look(hand, "10.5555/invjp.189.1.65");
        },
      },
      {
        name: "settings-network",
        shows: "How the network is used, and what waits for it.",
        keep: "light.en",
        take: async (hand) => {
          await hand.press("Control+,");
          await hand.at("waiting-forget");
          await hand.pause();
        },
        leave: (hand) => hand.click("waiting-forget"),
      },
      {
        name: "settings-services",
        shows: "Every host that may be asked, with what it receives, and one's own keys.",
        keep: "dark.zh",
        take: (hand) => hand.click(".settings [role=tab]:nth-of-type(2)"),
      },
      {
        name: "settings-translation",
        shows: "Who translates, if anybody.",
        keep: "light.zh",
        take: (hand) => hand.click(".settings [role=tab]:nth-of-type(3)"),
        leave: async (hand) => {
          await hand.press("Escape");
          await hand.gone("dialog");
        },
      },
      {
        name: "report",
        shows: "What came of several lookups, with the reasons.",
        keep: "light.en",
        take: async (hand, _, services) => {
          await services.online();
          await hand.click("lookup-close");
          await hand.click("place-needs-metadata");
          await hand.click("complete-all");
          await hand.click("lookup-report");
          await hand.at("report-done");
          await hand.pause();
        },
      },
    ],
  },
  {
    name: "large",
    library: () => filled("work"),
    pictures: [
      {
        name: "tray-large",
        shows: "A file of 640 records: what wants a look is counted, the rest is not in the way.",
        keep: "light.en",
        take: async (hand) => {
          const folder = mkdtempSync(join(tmpdir(), "Downloads-"));
          const file = join(folder, "export 2024-05.ris");
          writeFileSync(file, many(640));
          await drag(hand.window, files(file), { x: 640, y: 480 });
          await hand.at("tray-large");
          await hand.pause(900);
          rmSync(folder, { recursive: true });
        },
      },
    ],
  },
  {
    name: "busy",
    library: () => filled("work"),
    pictures: [
      {
        name: "busy",
        shows: "The library is open in another window.",
        keep: "light.zh",
        take: async (hand, picture, _, variant) => {
          // On another bus, or it would only bring the first window to the front.
          const env = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" };
          const second = await openWindow({ ...variant, library: hand.window.library, env });
          try {
            await second.find("failure");
            await picture(second);
          } finally {
            await second.close();
          }
        },
        taken: true,
      },
    ],
  },
];

/** The stand-ins for the services, for rolls that ask them. */
export const services = () => replay();

async function look(hand, doi) {
  await hand.clearField();
  await hand.type(doi);
  await hand.pause(500);
  await hand.press("Enter");
  await hand.at("lookup-notice");
  await hand.at("[data-outcome]");
  await hand.pause(600);
}

/** A long export; some records lack their title or stand twice. */
function many(count) {
  const places = ["a river town", "two districts", "the northern coast", "a mountain county", "six islands"];
  const themes = [
    "sleep",
    "walking",
    "shared meals",
    "hearing",
    "night work",
    "reading aloud",
    "home repair",
  ];
  const words = ["and health", "in later life", "after discharge", "among commuters", "before winter"];
  const records = Array.from({ length: count }, (_, index) => {
    const theme = themes[index % themes.length];
    const title = `${theme[0].toUpperCase()}${theme.slice(1)} ${words[(index * 3) % 5]}: wave ${Math.floor(index / 35) + 1} in ${places[(index * 7) % 5]}`;
    const lacks = index % 53 === 7;
    return [
      "TY  - JOUR",
      ...(lacks ? [] : [`TI  - ${title}`]),
      `AU  - ${["Ibarra, Lucía", "Kowalska, Ewa", "Tran, Minh Anh", "Lund, Eirik"][index % 4]}`,
      "T2  - Work and Rest",
      `PY  - ${2000 + (index % 24)}`,
      `VL  - ${1 + (index % 40)}`,
      `SP  - ${index * 9 + 1}`,
      `DO  - ${index % 80 === 79 ? DOI : `10.5555/wr.long.${index}`}`,
      "ER  - ",
    ].join("\r\n");
  });
  return `${records.join("\r\n\r\n")}\r\n`;
}
