/** Where records came from, as typed; what was typed for the last import stands there for the next. */
export interface WhereFrom {
  database: string;
  searched: string;
  query: string;
}

export const NOWHERE: WhereFrom = { database: "", searched: "", query: "" };

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
