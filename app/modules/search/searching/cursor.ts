/** Where a result stands in the order: its rank, whether it is in the reader's language (1 or 0), its time in milliseconds, its id. */
export type SearchCursor = { score: number; own: number; at: number; id: string };

const pattern = /^(\d{1,5})\.([01])\.(-?[0-9a-z]{1,10})\.([0-9a-f]{32})$/;

/** The cursor as an address carries it. */
export function writeSearchCursor({ score, own, at, id }: SearchCursor): string {
  return `${Math.round(score * 1000)}.${own}.${Math.round(at).toString(36)}.${id.replaceAll("-", "")}`;
}

/** The cursor of an address; null for anything that `writeSearchCursor` does not make, which means: from the start. */
export function readSearchCursor(text: string | null): SearchCursor | null {
  const [, score, own, at, hex] = pattern.exec(text ?? "") ?? [];
  if (!score || !own || !at || !hex) return null;
  const id = hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  return { score: Number(score) / 1000, own: Number(own), at: parseInt(at, 36), id };
}
