/** Where a page of a list begins: the moment of the row before it, and the id that breaks ties. */
export type Cursor = { at: Date; id: string };

// Nine digits to the base of 36 reach the year 5188, which PostgreSQL still knows.
const pattern = /^([0-9a-z]{1,9})\.([0-9a-f]{32})$/;

/** The cursor as an address carries it. */
export function writeCursor({ at, id }: Cursor): string {
  return `${at.getTime().toString(36)}.${id.replaceAll("-", "")}`;
}

/** The cursor of an address; null for anything that `writeCursor` does not make, which means: from the start. */
export function readCursor(text: string | null | undefined): Cursor | null {
  const [, time, hex] = pattern.exec(text ?? "") ?? [];
  if (!time || !hex) return null;
  return { at: new Date(parseInt(time, 36)), id: hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5") };
}

/**
 * The cursor of the page after the first `limit` rows, null when nothing follows them. Lists read one row more than they
 * show. `moment` names the column that they are ordered by.
 */
export function nextCursor<Moment extends string>(
  rows: readonly ({ id: string } & Record<Moment, Date>)[],
  limit: number,
  moment: Moment,
): string | null {
  const last = rows[limit - 1];
  return rows.length > limit && last ? writeCursor({ at: last[moment], id: last.id }) : null;
}
