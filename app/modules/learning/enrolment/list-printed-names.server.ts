import { db } from "#app/infra/db.server.ts";
import { type Cursor, nextCursor, readCursor } from "#app/lib/cursor.ts";
import { peopleVisibleToStaff } from "#app/modules/learning/courses/visible-to-staff.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";

export type PrintedName = {
  id: string;
  userId: string;
  createdAt: Date;
  name: string;
  handle: string;
  /** For certificates; shown to its owner alone. */
  printedName: string;
};

const pageSize = 200;

/**
 * The people of a course whom the teaching person sees and whose name for certificates has a letter that `plain` (a regular
 * expression of PostgreSQL) does not take, newest first, 200 to a page. One SQL statement.
 */
export async function listPrintedNames(
  access: CourseStaffAccess,
  { plain, before }: { plain: string; before?: string | null },
): Promise<{ names: PrintedName[]; next: string | null }> {
  const from: Cursor | null = readCursor(before);
  const rows = await db().$queryRaw<PrintedName[]>`
    SELECT e.id, e.user_id AS "userId", e.created_at AS "createdAt", u.name, u.handle, u.printed_name AS "printedName"
      FROM ${peopleVisibleToStaff(access)}
     WHERE u.printed_name !~ ${plain}
       AND (${from?.at ?? null}::timestamptz IS NULL
            OR (e.created_at, e.id) < (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid))
     ORDER BY e.created_at DESC, e.id DESC LIMIT ${pageSize + 1}`;
  return { names: rows.slice(0, pageSize), next: nextCursor(rows, pageSize, "createdAt") };
}

/** The names for certificates of some people that have such a letter, by their ids. One SQL statement. */
export async function findPrintedNames(
  access: CourseStaffAccess,
  userIds: readonly string[],
  plain: string,
): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ id: string; printedName: string }[]>`
    SELECT u.id, u.printed_name AS "printedName" FROM ${peopleVisibleToStaff(access)}
     WHERE u.id = ANY (${[...userIds]}::uuid[]) AND u.printed_name !~ ${plain}`;
  return new Map(rows.map(({ id, printedName }) => [id, printedName]));
}
