import { expect, it } from "vitest";
import { forget, queryClient } from "../src/backend/queries";

for (const known of [undefined, "long known"]) {
  it(`does not take for fresh what was asked before a change (${known ?? "nothing known"})`, async () => {
    const client = queryClient();
    const queryKey = ["references", "abstract", "a"];
    if (known) client.setQueryData(queryKey, known);
    let answer: (text: string) => void = () => {};
    const queryFn = () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      });
    // Nobody shows it any more, as when another reference was selected meanwhile.
    const asked = client.fetchQuery({ queryKey, queryFn, staleTime: 0 });
    forget(client, { stale: ["references"] });
    answer("of the time before");
    await asked;
    await Promise.resolve();
    expect(client.getQueryData(queryKey)).toBe("of the time before");
    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
  });
}
