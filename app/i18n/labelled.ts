/** "Label: text" as the language writes it; French has a space before its colon, which keeps the line. */
export function labelled(language: string, label: string, text: string, between = " "): string {
  return `${label}${language === "fr" ? "\u00a0" : ""}:${between}${text}`;
}
