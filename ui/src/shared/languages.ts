/** A language's name in the interface's language: `zh-Hans` is "Chinese" or "中文". What is no code stays as it is. */
export function languageName(interfaceLanguage: string, code: string): string {
  const [primary = ""] = code.split("-");
  if (!/^[a-z]{2,3}$/i.test(primary)) return code;
  try {
    return new Intl.DisplayNames([interfaceLanguage], { type: "language" }).of(primary.toLowerCase()) ?? code;
  } catch {
    return code;
  }
}
