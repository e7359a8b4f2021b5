/** How many bytes of a Moodle XML file are read, pictures inside included. */
export const maxXmlBytes = 40 * 1024 * 1024;

/**
 * The text of an XML file: by its byte order mark, by the shape of UTF-16, or by what its first line declares; else UTF-8.
 * Null, with the encoding that was tried, when it is not text in it or the encoding is not known. Throws nothing.
 */
export function decodeXml(bytes: Uint8Array): { text: string } | { text: null; encoding: string } {
  const encoding = encodingOf(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)));
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { text: null, encoding };
  }
}

function encodingOf(start: Buffer): string {
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  const declared = /^\uFEFF?\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start.toString("latin1"))?.[1];
  // One byte for each letter would not have let the declaration be read.
  return !declared || /^utf-?16/i.test(declared) ? "utf-8" : declared;
}
