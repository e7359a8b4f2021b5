import { isCourseStaff, presentUnits } from "./sql.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { canSeeCourse } from "./policy.ts";
import type { Completion } from "./completion.ts";
import type { UnitKind } from "./unit-kinds.ts";

export type UnitKey = {
  id: string;
  courseId: string;
  kind: UnitKind;
  completion: Completion;
  /** The course's own language. */
  ownLanguage: string;
};

/**
 * The unit behind an address, for what is written about it. One SQL statement. Throws 404 when it does not exist, was
 * removed, or stands in a course that the actor may not see.
 */
export async function findUnitFor(actor: MaybeActor, courseSlug: string, unitSlug: string): Promise<UnitKey> {
  const userId = actor?.id ?? null;
  const [row] = await db().$queryRaw<(UnitKey & { state: string; isStaff: boolean })[]>`
    SELECT u.id, u.course_id AS "courseId", u.kind::text AS kind, u.completion,
           c.default_language AS "ownLanguage", c.state::text AS state,
           ${isCourseStaff(userId)} AS "isStaff"
      FROM ${presentUnits}
      JOIN courses c ON c.id = u.course_id
     WHERE c.slug = ${courseSlug} AND u.slug = ${unitSlug} AND u.state = 'published'`;
  if (!row || !canSeeCourse(actor, row)) throw notFound();
  return row;
}

/** The same, of one kind. Throws as `findUnitFor`, and 404 for a unit of any other. */
export async function findUnitOfKindFor(
  actor: MaybeActor,
  kind: UnitKind,
  { courseSlug, unitSlug }: { courseSlug: string; unitSlug: string },
): Promise<UnitKey> {
  const unit = await findUnitFor(actor, courseSlug, unitSlug);
  if (unit.kind !== kind) throw notFound();
  return unit;
}
