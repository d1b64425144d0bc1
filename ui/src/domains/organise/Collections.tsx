/** Collections as a tree. They are made, renamed and deleted where they stand. */
import { type KeyboardEvent, memo, type ReactNode, useState } from "react";
import { useComplain } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import type { CollectionView } from "../../bindings/CollectionView";
import { useTranslation } from "../../i18n";
import { IconButton } from "../../shared/IconButton";
import { AddIcon, EditIcon, FolderAddIcon, FolderIcon, TrashIcon } from "../../shared/icons";
import { ContextMenu, MenuItem, MenuSeparator } from "../../shared/Menu";
import { useSession } from "../../shared/session";
import { NameInput } from "./NameInput";
import { PlaceItem } from "./PlaceItem";

/** A name that is being typed: of a collection that stands, or of a new one in another. */
type Naming = { id: string } | { parent: string | null } | null;

export const Collections = memo(function Collections({
  collections,
}: {
  collections: readonly CollectionView[];
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  const [naming, setNaming] = useState<Naming>(null);
  const create = async (name: string, parent: string | null) => {
    const id = await backend.editCollection({ id: null, name, parent });
    useSession.getState().goTo({ kind: "collection", id });
  };
  const fresh = (parent: string | null, depth: number) =>
    naming &&
    "parent" in naming &&
    naming.parent === parent && (
      <li>
        <NameInput
          label={t("organise.newCollection")}
          icon={<FolderIcon />}
          depth={depth}
          onDone={(name) => {
            setNaming(null);
            if (name) create(name, parent).catch(complain);
          }}
        />
      </li>
    );
  const level = (parent: string | null, depth: number): ReactNode =>
    collections
      .filter((one) => one.parent === parent)
      .map((one) => (
        <li key={one.id}>
          <Collection
            collection={one}
            depth={depth}
            renaming={naming !== null && "id" in naming && naming.id === one.id}
            setNaming={setNaming}
          />
          {(collections.some((child) => child.parent === one.id) ||
            (naming && "parent" in naming && naming.parent === one.id)) && (
            <ul>
              {level(one.id, depth + 1)}
              {fresh(one.id, depth + 1)}
            </ul>
          )}
        </li>
      ));
  return (
    <section className="sidebar-group" aria-label={t("organise.collections")}>
      <h2>
        {t("organise.collections")}
        <IconButton
          size="small"
          label={t("organise.newCollection")}
          icon={<AddIcon small />}
          side="right"
          onClick={() => setNaming({ parent: null })}
          data-testid="new-collection"
        />
      </h2>
      <ul>
        {level(null, 0)}
        {fresh(null, 0)}
        {collections.length === 0 && naming === null && (
          <li>
            <button type="button" className="place-new" onClick={() => setNaming({ parent: null })}>
              <AddIcon />
              {t("organise.newCollection")}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
});

interface CollectionProps {
  collection: CollectionView;
  depth: number;
  renaming: boolean;
  setNaming: (naming: Naming) => void;
}

function Collection({ collection, depth, renaming, setNaming }: CollectionProps) {
  const { t } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  const { id, name, parent, count } = collection;
  const remove = () => {
    const { place, goTo } = useSession.getState();
    backend
      .deleteCollection(id)
      .then(() => place.kind === "collection" && place.id === id && goTo({ kind: "all" }))
      .catch(complain);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "F2") setNaming({ id });
    else if (event.key === "Delete") remove();
    else return;
    // The window's own Delete is about references.
    event.preventDefault();
    event.stopPropagation();
  };
  if (renaming) {
    return (
      <NameInput
        label={t("organise.rename")}
        name={name}
        icon={<FolderIcon />}
        depth={depth}
        onDone={(next) => {
          setNaming(null);
          if (next && next !== name) backend.editCollection({ id, name: next, parent }).catch(complain);
        }}
      />
    );
  }
  return (
    <ContextMenu
      area={
        <PlaceItem
          place={{ kind: "collection", id }}
          icon={<FolderIcon />}
          name={name}
          typed
          count={count}
          depth={depth}
          testId="collection"
          onKeyDown={pressed}
          onDoubleClick={() => setNaming({ id })}
        />
      }
    >
      <MenuItem icon={<FolderAddIcon />} onSelect={() => setNaming({ parent: id })}>
        {t("organise.newInside")}
      </MenuItem>
      <MenuItem icon={<EditIcon />} shortcut="F2" onSelect={() => setNaming({ id })}>
        {t("organise.rename")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<TrashIcon />} shortcut="Delete" destructive onSelect={remove}>
        {t("organise.deleteCollection")}
      </MenuItem>
    </ContextMenu>
  );
}
