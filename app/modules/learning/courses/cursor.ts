/** Where a page of a list begins: the moment and the id of the last row before it. */
export type Cursor = { at: Date; id: string };

/** Reads `next` of an address; what cannot be read begins at the start. */
export function readCursor(text: string | null | undefined): Cursor | null {
  const [, time, id] = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? "") ?? [];
  return time && id ? { at: new Date(Number(time)), id } : null;
}

/** The cursor of the page after the first `limit` rows; null when there are no more rows. */
export function nextCursor(rows: readonly { id: string; createdAt: Date }[], limit: number): string | null {
  const last = rows[limit - 1];
  return rows.length > limit && last ? `${last.createdAt.getTime()}_${last.id}` : null;
}
