/** A text as HTML that shows it as it is, in words and in attributes between double quotes. Throws nothing. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
