import { findPerson } from "#app/modules/accounts/find-person.server.ts";
import { AppError, notFound } from "#app/infra/app-error.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { loadOutline, type OutlineUnit, unitsOf } from "#app/modules/learning/outline/load-outlines.server.ts";

/**
 * Lets a step on a unit happen only while the unit is open to the person: what must come first is complete and its
 * opening time (with the exceptions made for them) has come. Staff of the course and administrators are not held up. One
 * SQL statement when it is open. The caller holds the lock of the enrolment. Throws 404 for a unit that is not there, and
 * 403 "courses.structure.error.complete_first" or "courses.structure.error.not_open_yet".
 */
export async function requireOpen(
  tx: Tx,
  unit: { id: string; courseId: string },
  userId: string,
  at: Date,
): Promise<void> {
  const lock = (await find(tx, unit, { userId, at, language: "" })).locks[0];
  if (!lock) return;
  if (lock.kind === "date") throw new AppError("courses.structure.error.not_open_yet", 403);
  const { language } = (await findPerson(tx, userId))!;
  const again = (await find(tx, unit, { userId, at, language })).locks[0];
  const title = again?.kind === "unit" ? again.title.text : lock.title.text;
  throw new AppError("courses.structure.error.complete_first", 403, { values: { title: `\u2068${title}\u2069` } });
}

async function find(
  tx: Tx,
  { id, courseId }: { id: string; courseId: string },
  who: { userId: string; at: Date; language: string },
): Promise<OutlineUnit> {
  const outline = await loadOutline(tx, { courseId, ...who });
  const found = unitsOf(outline).find((one) => one.id === id);
  if (!found) throw notFound();
  return found;
}
