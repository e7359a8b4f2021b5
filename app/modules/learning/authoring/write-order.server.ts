import type { Tx } from "#app/infra/db.server.ts";

/** Writes the positions 1, 2, 3 … in the order of `ids`, in one statement. */
export async function writeOrder(tx: Tx, table: "units" | "course_modules", ids: string[]): Promise<void> {
  if (table === "units")
    await tx.$executeRaw`
      UPDATE units SET position = place FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS wished (wished_id, place)
       WHERE id = wished_id`;
  else
    await tx.$executeRaw`
      UPDATE course_modules SET position = place
        FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS wished (wished_id, place) WHERE id = wished_id`;
}
