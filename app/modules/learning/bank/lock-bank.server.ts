import type { Tx } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";

/** Whoever changes the slots of a quiz does so one after the other; held until the transaction ends. */
export async function lockQuiz(tx: Tx, unitId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`quiz:${unitId}`}, 0))`;
}

/** The same for the categories of a course's bank. */
export async function lockBank(tx: Tx, courseId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`question-bank:${courseId}`}, 0))`;
}

/** Whether a text can be an id at all; the database takes nothing else for one. */
export function isId(text: string): boolean {
  return isUuid(text);
}
