/** The sidebar over the window, where there is no room for it beside the list, and the button that opens it. */
import { Dialog } from "@base-ui/react/dialog";
import { useEffect, useRef, useState } from "react";
import { Sidebar } from "../domains/organise/Sidebar";
import { useTranslation } from "../i18n";
import { COMMANDS, useCommand } from "../shared/commands";
import { IconButton } from "../shared/IconButton";
import { SidebarIcon } from "../shared/icons";
import { useLayer } from "../shared/Layer";
import { useSession } from "../shared/session";
import { useMedia } from "../shared/useMedia";

/** Where the style sheet takes the sidebar away, too. */
const NARROW = "(max-width: 760px)";

/** Whether the sidebar has no place of its own. */
export const useNarrow = (): boolean => useMedia(NARROW);

/** Nothing where the sidebar stands beside the list. */
export function SidebarDrawer() {
  return useNarrow() ? <Drawer /> : null;
}

function Drawer() {
  const { t } = useTranslation();
  const layer = useLayer();
  const [open, setOpen] = useState(false);
  const popup = useRef<HTMLDivElement>(null);
  const chosen = useRef(false);
  const place = useSession((session) => session.place);
  const reading = useSession((session) => session.reading);
  useCommand("sidebar", () => setOpen(!open), !reading);
  // Whoever chooses a place wants to see what is in it.
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    chosen.current = true;
    setOpen(false);
  }, [place]);
  const name = t("commands.sidebar");
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        chosen.current = false;
        setOpen(next);
      }}
    >
      <Dialog.Trigger
        render={
          <IconButton
            label={name}
            shortcut={COMMANDS.sidebar.key}
            icon={<SidebarIcon />}
            data-testid="open-sidebar"
          />
        }
      />
      <Dialog.Portal container={layer}>
        <Dialog.Backdrop className="ui-backdrop drawer-veil" />
        <Dialog.Popup
          ref={popup}
          className="drawer"
          aria-label={name}
          initialFocus={() => popup.current?.querySelector<HTMLElement>("[aria-current]") ?? true}
          finalFocus={() => (chosen.current && document.getElementById("reference-list")) || true}
          data-testid="drawer"
        >
          <header>
            <Dialog.Close
              render={
                <IconButton label={t("frame.close")} icon={<SidebarIcon />} data-testid="close-sidebar" />
              }
            />
          </header>
          <Sidebar />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
