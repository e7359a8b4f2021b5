import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { findPrintedNames, listPrintedNames } from "#app/modules/learning/enrolment/list-printed-names.server.ts";
import { plainLetters } from "./plain-letters.ts";
import { misdrawnLetters } from "./render-document.server.ts";

export type LostName = { userId: string; name: string; handle: string; letters: string[] };

/**
 * The people of a course whose next certificate could not print their name, with the letters: those among the next 200 names
 * that are worth a look. A cohort's trainer sees their own cohorts. One SQL statement.
 */
export async function listLostNames(
  access: CourseStaffAccess,
  { before }: { before?: string | null } = {},
): Promise<{ people: LostName[]; next: string | null }> {
  const { names, next } = await listPrintedNames(access, { plain: plainLetters, before });
  const people: LostName[] = [];
  for (const { userId, name, handle, printedName } of names) {
    const letters = await misdrawnLetters(printedName);
    if (letters.length > 0) people.push({ userId, name, handle, letters });
  }
  return { people, next };
}

/** The same of some people of a course: their ids with the letters, without whose name is printed right. One SQL statement. */
export async function findLostLetters(
  access: CourseStaffAccess,
  userIds: readonly string[],
): Promise<Record<string, string[]>> {
  const lost: Record<string, string[]> = {};
  for (const [userId, printedName] of await findPrintedNames(access, userIds, plainLetters)) {
    const letters = await misdrawnLetters(printedName);
    if (letters.length > 0) lost[userId] = letters;
  }
  return lost;
}
