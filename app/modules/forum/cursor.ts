/** A place in a list of topics: a time, and the id that breaks ties. */
export type TopicCursor = { at: Date; id: string };

// Nine digits to the base of 36 reach the year 5188, which PostgreSQL still knows.
const pattern = /^([0-9a-z]{1,9})\.([0-9a-f]{32})$/;

/** The cursor as an address carries it. */
export function writeCursor({ at, id }: TopicCursor): string {
  return `${at.getTime().toString(36)}.${id.replaceAll("-", "")}`;
}

/** The cursor of an address; null for anything that `writeCursor` does not make, which means: from the start. */
export function readCursor(text: string | null | undefined): TopicCursor | null {
  const [, time, hex] = pattern.exec(text ?? "") ?? [];
  if (!time || !hex) return null;
  return { at: new Date(parseInt(time, 36)), id: hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5") };
}
