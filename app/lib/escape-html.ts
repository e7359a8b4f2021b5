/** A text as HTML that shows it as it is, in words and in attributes between double quotes. Throws nothing. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

// What XML 1.0 cannot hold (production 2), not even escaped.
// eslint-disable-next-line no-control-regex
const unfit =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The same for XML, without what that cannot hold at all. */
export function escapeXml(text: string): string {
  return escapeHtml(text.replace(unfit, ""));
}
