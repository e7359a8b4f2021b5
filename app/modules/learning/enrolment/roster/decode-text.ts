/**
 * The text of a file that a spreadsheet has written: by its byte order mark, else UTF-16 when every other byte of the
 * beginning is mostly zero, else UTF-8 when it is valid, else Windows-1252, which has a character for nearly every byte.
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decode("utf-8", bytes.subarray(3));
  if (a === 0xff && b === 0xfe) return decode("utf-16le", bytes.subarray(2));
  if (a === 0xfe && b === 0xff) return decode("utf-16be", bytes.subarray(2));
  const begin = bytes.subarray(0, 400);
  if (begin.length >= 4 && zeros(begin, 1) > 0.4) return decode("utf-16le", bytes);
  if (begin.length >= 4 && zeros(begin, 0) > 0.4) return decode("utf-16be", bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decode("windows-1252", bytes);
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** How many of the bytes at even (0) or odd (1) places are zero, from 0 to 1. */
function zeros(bytes: Uint8Array, position: 0 | 1): number {
  const chosen = bytes.filter((_, index) => index % 2 === position);
  return chosen.filter((byte) => byte === 0).length / Math.max(1, chosen.length);
}
