/** What XML 1.0 has no place for: most control characters, halves of characters, two non-characters. */
const impossible = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escaped(words: string): string {
  return words
    .replace(impossible, "")
    .replace(/[&<>"\r]/g, (sign) =>
      sign === "\r" ? "&#13;" : `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot" }[sign]};`,
    );
}

/** Words as they may stand between tags; texts with marks in them as Moodle writes them, in one piece. */
export function words(content: string): string {
  const clean = content.replace(impossible, "");
  if (!/[<&]/.test(clean) || clean.includes("\r")) return escaped(clean);
  return `<![CDATA[${clean.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

/** `<text>` with words in it, and what stands behind it. */
export function text(content: string, more = ""): string {
  return `<text>${words(content)}</text>${more}`;
}

/** An element around XML; attributes without a value are left out. */
export function element(name: string, attributes: Record<string, string | undefined>, inner: string): string {
  const named = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  return `<${name}${named.join("")}>${inner}</${name}>`;
}
