/** A text with a backslash before each sign that means something, on one line. Throws nothing. */
export function escapeGift(text: string): string {
  return text
    .replaceAll("\uE00A", "")
    .replace(/\r\n?/g, "\n")
    .replace(/[\\:#={}~]/g, "\\$&")
    .replaceAll("\n", "\\n");
}
