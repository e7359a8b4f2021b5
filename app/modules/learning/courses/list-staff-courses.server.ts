import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { isAdministrator, requireActive } from "#app/modules/accounts/policy.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { presentUnits, untranslatedUnits } from "./sql.server.ts";
import { type Text, textIn } from "./text.ts";

/** What happens next in a course by its own dates: a cohort starts or ends, work is due or closes. */
export type NextDate = { at: Date; what: "starts" | "ends" | "due" | "closes" };

export type TaughtCourse = {
  slug: string;
  title: Text;
  state: string;
  people: number;
  isAuthor: boolean;
  next: NextDate | null;
  /** Language -> units without a text in it, drafts too; of courses that the actor may change. */
  untranslated: { language: string; count: number }[];
};

type Row = Omit<TaughtCourse, "title" | "next"> & {
  title: unknown;
  ownLanguage: string;
  nextAt: Date | null;
  nextWhat: NextDate["what"];
};

/**
 * The courses that the actor teaches, newest first, at most 100; all of them for an administrator. `people` counts who is
 * enrolled; the trainer of a cohort is told of the dates of that cohort and of the course, of no other cohort's. One SQL
 * statement. Throws 401 for a guest.
 */
export async function listStaffCoursesFor(
  actor: MaybeActor,
  language: string,
  { at = new Date() } = {},
): Promise<TaughtCourse[]> {
  const active = requireActive(actor);
  const isAdmin = isAdministrator(active);
  const rows = await db().$queryRaw<Row[]>`
    SELECT c.slug, c.title, c.default_language AS "ownLanguage", c.state::text AS state,
           (SELECT count(*)::int FROM enrolments e WHERE e.course_id = c.id) AS people,
           ${isAdmin} OR coalesce(t.role = 'author', false) AS "isAuthor",
           CASE WHEN ${isAdmin} OR t.role = 'author'
                THEN ${untranslatedUnits({ id: Prisma.sql`c.id`, languages: Prisma.sql`c.languages` })}
                ELSE '[]' END AS untranslated,
           next.at AS "nextAt", next.what AS "nextWhat"
      FROM courses c
      LEFT JOIN course_trainers t ON t.course_id = c.id AND t.user_id = ${active.id}::uuid
      LEFT JOIN LATERAL (
        SELECT d.at, d.what FROM (
          SELECT unnest(ARRAY[h.starts_at, h.ends_at]) AS at, unnest(ARRAY['starts', 'ends']) AS what
            FROM cohorts h WHERE h.course_id = c.id AND h.archived_at IS NULL
             AND (${isAdmin} OR t.user_id IS NOT NULL OR h.trainer_id = ${active.id}::uuid)
           UNION ALL
          SELECT unnest(ARRAY[u.due_at, u.closes_at]), unnest(ARRAY['due', 'closes'])
            FROM ${presentUnits} WHERE u.course_id = c.id AND u.state = 'published') d
         WHERE d.at > ${at} ORDER BY d.at, d.what LIMIT 1) next ON true
     WHERE ${isAdmin} OR t.user_id IS NOT NULL
        OR EXISTS (SELECT 1 FROM cohorts h WHERE h.course_id = c.id AND h.trainer_id = ${active.id}::uuid)
     ORDER BY c.created_at DESC, c.id DESC LIMIT 100`;
  return rows.map(({ title, ownLanguage, nextAt, nextWhat, ...row }) => ({
    ...row,
    title: textIn(title, language, ownLanguage),
    next: nextAt && { at: nextAt, what: nextWhat },
  }));
}
