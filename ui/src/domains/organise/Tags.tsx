/** The tags that references have, each a place. */
import { type KeyboardEvent, memo } from "react";
import { useComplain } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import type { TagView } from "../../bindings/TagView";
import { useTranslation } from "../../i18n";
import { TagIcon, TrashIcon } from "../../shared/icons";
import { ContextMenu, MenuItem } from "../../shared/Menu";
import { useSession } from "../../shared/session";
import { PlaceItem } from "./PlaceItem";

export const Tags = memo(function Tags({ tags }: { tags: readonly TagView[] }) {
  const { t } = useTranslation();
  if (tags.length === 0) return null;
  return (
    <section className="sidebar-group" aria-label={t("organise.tags")}>
      <h2>{t("organise.tags")}</h2>
      <ul>
        {tags.map((tag) => (
          <li key={tag.name}>
            <Tag tag={tag} />
          </li>
        ))}
      </ul>
    </section>
  );
});

function Tag({ tag: { name, count } }: { tag: TagView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  const remove = async () => {
    const { place, goTo, sort, descending } = useSession.getState();
    const scope = { kind: "tag", name } as const;
    const ids = await backend.referenceIds({ scope, text: "", sort, descending, offset: 0, limit: 0 });
    await backend.setTag({ ids, tag: name, tagged: false });
    if (place.kind === "tag" && place.name === name) goTo({ kind: "all" });
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Delete") return;
    event.preventDefault();
    event.stopPropagation();
    remove().catch(complain);
  };
  return (
    <ContextMenu
      area={
        <PlaceItem
          place={{ kind: "tag", name }}
          icon={<TagIcon />}
          name={name}
          typed
          count={count}
          testId="tag"
          onKeyDown={pressed}
        />
      }
    >
      <MenuItem icon={<TrashIcon />} shortcut="Delete" destructive onSelect={() => remove().catch(complain)}>
        {t("organise.deleteTag")}
      </MenuItem>
    </ContextMenu>
  );
}
