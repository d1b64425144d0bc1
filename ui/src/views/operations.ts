/** What was done, as a person would say it. */
import type { TFunction } from "i18next";
import type { OperationView } from "../bindings/OperationView";
import { serviceName } from "../domains/info/sources";

/** A sentence without its full stop, such as "Imported 12 references and 5 listed works". */
export function operationInWords(
  t: TFunction,
  { code, params }: Pick<OperationView, "code" | "params">,
): string {
  const count = Number(params.count ?? 0);
  const listed = Number(params.listed ?? 0);
  const parts = {
    ...params,
    count,
    service: serviceName(params.service ?? ""),
    references: t("counts.references", { count }),
    listed: t("counts.listedWorks", { count: listed }),
  };
  if (code !== "import") return t([`operations.${code}`, "operations.other"], parts);
  if (count === 0 && listed > 0) return t("operations.importListed", parts);
  return t(listed > 0 ? "operations.importBoth" : "operations.import", parts);
}
