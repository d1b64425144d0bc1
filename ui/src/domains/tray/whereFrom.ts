import type { TraySearch } from "../../bindings/TraySearch";

/** Where records came from, as typed; what was typed for the last import stands there for the next. */
export interface WhereFrom {
  database: string;
  searched: string;
  query: string;
}

export const NOWHERE: WhereFrom = { database: "", searched: "", query: "" };

/**
 * What the import keeps: what was typed, and where nothing was, what the files say. A day or a search of another
 * database would be wrong beside the typed one.
 */
export function kept(typed: WhereFrom, found: TraySearch): WhereFrom {
  const database = typed.database.trim();
  const other = database !== "" && found.database !== null && found.database !== database;
  const of = (own: string, told: string | null) => own.trim() || (other ? "" : (told ?? ""));
  return {
    database: of(typed.database, found.database),
    searched: of(typed.searched, found.searched),
    query: of(typed.query, found.query),
  };
}

const KEY = "diglot-where-from";

export function remembered(): WhereFrom {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const text = (name: keyof WhereFrom): string => {
      const value = (kept as Record<string, unknown> | null)?.[name];
      return typeof value === "string" ? value : "";
    };
    return { database: text("database"), searched: text("searched"), query: text("query") };
  } catch {
    return NOWHERE;
  }
}

export function remember(from: WhereFrom): void {
  localStorage.setItem(KEY, JSON.stringify(from));
}
