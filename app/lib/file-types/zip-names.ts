/** The names in a zip's central directory, at most 2000; empty when there is none that can be read. Throws nothing. */
export function namesInZip(bytes: Buffer): string[] {
  const names: string[] = [];
  // The last record is found from the end: only a comment of at most 64 KB may follow it.
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0 || end + 22 > bytes.length) return names;
  let at = bytes.readUInt32LE(end + 16);
  while (names.length < 2000 && at + 46 <= end && bytes.readUInt32LE(at) === 0x02014b50) {
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.subarray(at + 46, at + 46 + length).toString("utf8"));
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}
