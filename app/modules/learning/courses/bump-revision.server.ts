import type { Tx } from "#app/infra/db.server.ts";

/**
 * Makes the next revision of a course, for a change of what belongs to it, and returns it. Completions are recorded
 * against revisions, so a unit that appears in a later one never takes a completion back.
 */
export async function bumpRevision(tx: Tx, courseId: string): Promise<number> {
  const data = { revision: { increment: 1 } };
  const { revision } = await tx.course.update({ where: { id: courseId }, data, select: { revision: true } });
  return revision;
}
