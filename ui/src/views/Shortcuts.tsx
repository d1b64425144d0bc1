/** Every command that has a key. The list is the commands' own, so that it is never out of date. */
import { useTranslation } from "react-i18next";
import { COMMANDS, type CommandName } from "../shared/commands";
import { Dialog } from "../shared/Dialog";
import { Kbd } from "../shared/Kbd";

export function Shortcuts({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const entries = Object.entries(COMMANDS).flatMap(([name, { key }]) =>
    key ? [{ name: name as CommandName, key }] : [],
  );
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("commands.shortcuts")}
      description={t("frame.shortcutsHint")}
      className="shortcuts"
    >
      <dl data-testid="shortcuts">
        {entries.map(({ name, key }) => (
          <div key={name}>
            <dt>{t(`commands.${name}`)}</dt>
            <dd>
              <Kbd keys={key} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
