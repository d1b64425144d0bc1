/** Collections and tags of the library in memory. */
import type { Backend } from "../backend";
import type { Held, Moment, Store } from "./library";

export function fakeOrganisation(store: Store): Partial<Backend> {
  return {
    organisation: async () => {
      const { collections } = store.now;
      const own = store.now.held.filter(({ standing }) => standing === "reference");
      const tags = [...new Set(own.flatMap((one) => one.tags))].sort((a, b) => a.localeCompare(b));
      return {
        collections: collections.map((one) => ({
          ...one,
          count: own.filter((reference) => isIn(store.now, reference, one.id)).length,
        })),
        tags: tags.map((name) => ({ name, count: own.filter((one) => one.tags.includes(name)).length })),
      };
    },
    editCollection: async ({ id, name, parent }) => {
      const own = id ?? `collection-${store.now.collections.length}-${name}`;
      store.act(id ? "collection-rename" : "collection-create", { name }, ({ collections }) => {
        const found = collections.find((one) => one.id === id);
        if (found) Object.assign(found, { name, parent });
        else collections.push({ id: own, name, parent });
      });
      return own;
    },
    deleteCollection: async (id) => {
      const name = store.now.collections.find((one) => one.id === id)?.name ?? "";
      store.act("collection-delete", { name }, (moment) => {
        moment.collections = moment.collections.filter((one) => one.id !== id && one.parent !== id);
      });
    },
    setMembership: async ({ ids, collection, member }) => {
      const name = store.now.collections.find((one) => one.id === collection)?.name ?? "";
      store.act(member ? "file" : "unfile", { name, count: String(ids.length) }, ({ held }) =>
        each(held, ids, (one) => {
          one.collections = set(one.collections, collection, member);
        }),
      );
    },
    setTag: async ({ ids, tag, tagged }) =>
      store.act(tagged ? "tag" : "untag", { name: tag, count: String(ids.length) }, ({ held }) =>
        each(held, ids, (one) => {
          one.tags = set(one.tags, tag, tagged);
        }),
      ),
  };
}

function isIn(moment: Moment, one: Held, id: string): boolean {
  return (
    one.collections.includes(id) ||
    moment.collections.some((child) => child.parent === id && isIn(moment, one, child.id))
  );
}

function each(held: Held[], ids: string[], change: (one: Held) => void) {
  for (const one of held) if (ids.includes(one.row.id)) change(one);
}

const set = (values: string[], value: string, wanted: boolean) => [
  ...values.filter((one) => one !== value),
  ...(wanted ? [value] : []),
];
