/** Where the records go and where they came from; the one primary button; and, while they are written, how far that is. */

import { useOrganisation } from "../../backend/queries";
import type { CollectionView } from "../../bindings/CollectionView";
import type { TrayView } from "../../bindings/TrayView";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { FolderIcon } from "../../shared/icons";
import { ProgressBar } from "../../shared/Progress";
import { Select } from "../../shared/Select";
import { FromPicker } from "./FromPicker";
import { TagPicker } from "./TagPicker";
import type { ImportWork } from "./useImport";

interface FooterProps {
  view: TrayView;
  work: ImportWork;
  canImport: boolean;
  error: string | null;
  onCancel: () => void;
}

/** Stands for no collection; no id is empty. */
const NONE = "";

export function Footer({ view, work, canImport, error, onCancel }: FooterProps) {
  const { t } = useTranslation();
  const collections = useOrganisation().data?.collections ?? [];
  if (work.progress !== null) return <Progressing work={work} progress={work.progress} />;
  const options = [
    { value: NONE, label: t("tray.footer.noCollection") },
    ...collections.map((collection) => ({ value: collection.id, label: path(collection, collections) })),
  ];
  const nothing = view.found > 0 && view.ticked === 0;
  const hint = work.stopped ? "tray.footer.stopped" : nothing ? "tray.footer.nothingTicked" : null;
  const said = error ?? (hint && t(hint));
  return (
    <footer className="tray-foot">
      <span className="tray-foot-word">{t("tray.footer.into")}</span>
      <Select
        label={t("tray.footer.collection")}
        value={work.collection ?? NONE}
        options={options}
        onChange={(id) => work.setCollection(id || null)}
        icon={<FolderIcon />}
        className="tray-select"
        data-testid="tray-collection"
      />
      <TagPicker tags={work.tags} onChange={work.setTags} />
      <FromPicker from={work.from} found={view.search} onChange={work.setFrom} />
      <p className="tray-said" role={error ? "alert" : "status"} data-testid="tray-said">
        {said}
      </p>
      <Button look="quiet" onClick={onCancel} data-testid="tray-cancel">
        {t("tray.footer.cancel")}
      </Button>
      <Button
        look="primary"
        shortcut="Ctrl+Enter"
        disabled={!canImport}
        onClick={work.start}
        data-testid="tray-import"
      >
        {view.ticked > 0 ? t("tray.footer.import", { count: view.ticked }) : t("tray.title")}
      </Button>
    </footer>
  );
}

/** "Night work › Light": names within a collection need not tell them apart. */
function path(collection: CollectionView, all: readonly CollectionView[]): string {
  const parent = all.find(({ id }) => id === collection.parent);
  return parent ? `${path(parent, all)} › ${collection.name}` : collection.name;
}

interface ProgressingProps {
  work: ImportWork;
  progress: NonNullable<ImportWork["progress"]>;
}

function Progressing({ work, progress }: ProgressingProps) {
  const { t } = useTranslation();
  const known = progress === "starting" ? null : progress;
  const words = known ? t(`tray.footer.${known.stage}`, { ...known }) : t("tray.footer.starting");
  return (
    <footer className="tray-foot is-working" data-testid="tray-progress">
      <p>{words}</p>
      <ProgressBar label={words} value={known && known.total > 0 ? known.done / known.total : null} />
      <Button onClick={work.stop} autoFocus data-testid="tray-stop">
        {t("tray.footer.stop")}
      </Button>
    </footer>
  );
}
