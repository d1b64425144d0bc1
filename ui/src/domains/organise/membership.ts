/** Which of the selected references have a tag or are in a collection. */
import { useQueries } from "@tanstack/react-query";
import { useBackend } from "../../backend/context";

/** As many are asked about; of a larger selection these stand for the rest. */
const ASKED = 60;

export type Share = "all" | "some" | "none";

/** Says of a tag's name or a collection's id how many of the references have it. */
export function useShares(ids: readonly string[], of: "tags" | "collections"): (what: string) => Share {
  const backend = useBackend();
  const answers = useQueries({
    queries: ids.slice(0, ASKED).map((id) => ({
      queryKey: ["references", "detail", id],
      queryFn: () => backend.referenceDetail(id),
    })),
  });
  const known = answers.flatMap(({ data }) => (data ? [data[of]] : []));
  return (what) => {
    const having = known.filter((values) => values.includes(what)).length;
    if (having === 0) return "none";
    return having === known.length ? "all" : "some";
  };
}
