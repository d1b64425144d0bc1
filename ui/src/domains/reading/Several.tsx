/** Several references are selected: how many, and what can be done with all of them. */

import { useDo } from "../../backend/queries";
import type { ExportReport } from "../../bindings/ExportReport";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { type CommandName, runCommand } from "../../shared/commands";

const FORMATS = { ris: "RIS", bibtex: "BibTeX", "csl-json": "CSL-JSON" };

export function Several({ ids }: { ids: string[] }) {
  const { t } = useTranslation();
  const write = useDo<string, ExportReport | null>((backend, format) =>
    backend.exportReferences({ ids, format }),
  );
  const join = useDo<void, void>((backend) => {
    // The one that was selected first stands for both.
    const [keep = "", other = ""] = ids;
    return backend.joinEditions({ keep, other });
  });
  return (
    <section className="several" data-testid="several">
      <h2>{t("reading.several.count", { count: ids.length })}</h2>
      <p className="several-acts">
        <Run command="reference-merge" name="merge" />
        <Run command="copy-citation" name="cite" />
        <Run command="reference-tag" name="tag" />
        <Run command="reference-collect" name="collect" />
        <Run command="reference-complete" name="complete" />
        <Run command="reference-translate" name="translate" />
        {ids.length === 2 && (
          <Button onClick={() => join.mutate()} disabled={join.isPending} data-testid="several-join">
            {t("reading.several.join")}
          </Button>
        )}
      </p>
      {join.error && (
        <p role="alert">{t([`errors.${join.error.code}`, "errors.unknown"], join.error.params)}</p>
      )}
      <h3>{t("reading.several.export")}</h3>
      <p className="several-acts">
        {Object.entries(FORMATS).map(([format, name]) => (
          <Button
            key={format}
            disabled={write.isPending}
            onClick={() => write.mutate(format)}
            data-testid={`export-${format}`}
          >
            {name}
          </Button>
        ))}
      </p>
      <div role="status">
        {write.data && (
          <>
            <p>{t("reading.several.exported", { path: write.data.path })}</p>
            {write.data.losses.length > 0 && (
              <details>
                <summary>{t("reading.several.losses", { count: write.data.losses.length })}</summary>
                <ul lang="en">
                  {write.data.losses.map((loss) => (
                    <li key={loss}>{loss}</li>
                  ))}
                </ul>
              </details>
            )}
          </>
        )}
        {write.error && <p>{t([`errors.${write.error.code}`, "errors.unknown"], write.error.params)}</p>}
      </div>
    </section>
  );
}

function Run({ command, name }: { command: CommandName; name: string }) {
  const { t } = useTranslation();
  return (
    <Button onClick={() => runCommand(command)} data-testid={`several-${name}`}>
      {t(`reading.several.${name}`)}
    </Button>
  );
}
