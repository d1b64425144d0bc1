/** Lies over the window while files are dragged over it. The drop itself is the program's business. */
import { useEffect, useState } from "react";
import { useBackend } from "../backend/context";
import { useOffer } from "../domains/field/offer";
import { useTranslation } from "../i18n";
import { ImportIcon } from "../shared/icons";

export function DropHint() {
  const { t } = useTranslation();
  const backend = useBackend();
  const offer = useOffer((state) => state.offer);
  const [over, setOver] = useState(false);
  useEffect(
    () =>
      backend.onDrag((drag) => {
        setOver(drag.phase === "over");
        if (drag.phase === "dropped" && "link" in drag && drag.link) offer(drag.link);
      }),
    [backend, offer],
  );
  if (!over) return null;
  return (
    <div className="drop-hint" data-testid="drop-hint">
      <p>
        <ImportIcon />
        {t("frame.dropToRead")}
      </p>
    </div>
  );
}
