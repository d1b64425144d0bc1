/** What the places of the sidebar are called. */
import type { TFunction } from "i18next";
import type { CollectionView } from "../../bindings/CollectionView";
import type { Place } from "../../shared/session";

export function placeName(t: TFunction, place: Place, collections: readonly CollectionView[]): string {
  if (place.kind === "tag") return place.name;
  if (place.kind !== "collection") return t(`places.${place.kind}`);
  return collections.find(({ id }) => id === place.id)?.name ?? t("places.collection");
}
