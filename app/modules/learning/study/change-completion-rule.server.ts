import { decidedGrade } from "#app/modules/learning/courses/sql.server.ts";
import { notFound, fieldError } from "#app/infra/app-error.ts";
import { db, type Db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { Completion } from "#app/modules/learning/courses/completion.ts";
import { finishCourse } from "./record-progress.server.ts";
import { lockStructure } from "./publish-unit.server.ts";
import { impossibleRule } from "#app/modules/learning/courses/completion-rules.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";

/** What a new rule would do to the people who have begun the unit. */
export type RuleEffect = { people: number; gain: number; lose: number };

/**
 * What a new completion rule would change if everybody were judged by it, without changing anything. Two SQL statements.
 * Throws 404 for no such unit, 400 for a rule that such a unit can never meet.
 */
export async function previewCompletionRule(
  access: Authoring,
  unitSlug: string,
  completion: Completion,
): Promise<RuleEffect> {
  const unit = await findUnit(db(), access, unitSlug, completion);
  const [effect] = await db().$queryRaw<RuleEffect[]>`
    SELECT count(*)::int AS people,
           count(*) FILTER (WHERE j.meets AND j.completed_at IS NULL)::int AS gain,
           count(*) FILTER (WHERE NOT j.meets AND j.completed_at IS NOT NULL)::int AS lose
      FROM (${judged(unit.id, completion)}) j`;
  return effect ?? { people: 0, gain: 0, lose: 0 };
}

/**
 * Changes what completes a unit. "keep" leaves what people have completed and judges by the new rule from the next fact
 * on. "recompute" judges everybody at once: who meets the rule is complete, who does not is not any more, but a course
 * that somebody has finished stays finished, and whoever a trainer excused stays excused. Every enrolment of the course
 * is held meanwhile, so that no fact is judged by the old rule afterwards; the whole is a fixed number of statements.
 * Returns what changed. Throws as `previewCompletionRule`.
 */
export async function changeCompletionRule(
  access: Authoring,
  unitSlug: string,
  completion: Completion,
  { mode, at = new Date() }: { mode: "keep" | "recompute"; at?: Date },
): Promise<RuleEffect> {
  const courseId = access.course.id;
  return transaction(async (tx) => {
    await lockStructure(tx, courseId);
    const unit = await findUnit(tx, access, unitSlug, completion);
    // In one order, so that two who hold several never wait for each other.
    await tx.$executeRaw`SELECT 1 FROM enrolments WHERE course_id = ${courseId}::uuid ORDER BY user_id FOR UPDATE`;
    await tx.unit.update({ where: { id: unit.id }, data: { completion }, select: { id: true } });
    if (mode === "keep") return { people: await countPeople(tx, unit.id), gain: 0, lose: 0 };
    return recompute(tx, { courseId, unitId: unit.id, completion, at });
  });
}

async function recompute(
  tx: Tx,
  { courseId, unitId, completion, at }: { courseId: string; unitId: string; completion: Completion; at: Date },
): Promise<RuleEffect> {
  const changed = await tx.$queryRaw<{ userId: string; isDone: boolean }[]>`
    UPDATE unit_progress p SET completed_at = CASE WHEN j.meets THEN ${at}::timestamptz END
      FROM (${judged(unitId, completion)}) j
     WHERE p.unit_id = ${unitId}::uuid AND p.user_id = j.user_id AND j.meets <> (p.completed_at IS NOT NULL)
    RETURNING p.user_id AS "userId", p.completed_at IS NOT NULL AS "isDone"`;
  const gained = changed.filter(({ isDone }) => isDone);
  if (gained.length > 0) await finishCourse(tx, { courseId, at });
  return { people: await countPeople(tx, unitId), gain: gained.length, lose: changed.length - gained.length };
}

/** Everybody who has begun the unit, with whether they meet the rule: the same as `isMet`, for many at once. */
function judged(unitId: string, completion: Completion): Prisma.Sql {
  const { opened, markedDone, submitted, graded, passed, replies, attended } = completion;
  const rules = [
    ...(opened ? [Prisma.sql`p.opened_at IS NOT NULL`] : []),
    ...(markedDone ? [Prisma.sql`p.marked_at IS NOT NULL`] : []),
    ...(submitted ? [Prisma.sql`p.submitted_at IS NOT NULL`] : []),
    ...(graded ? [Prisma.sql`coalesce(o.percent, p.grade_percent) IS NOT NULL`] : []),
    ...(passed === undefined ? [] : [Prisma.sql`coalesce(o.percent, p.grade_percent, 0) >= ${passed}::float8`]),
    ...(replies === undefined ? [] : [Prisma.sql`p.replies >= ${replies}::int`]),
    ...(attended === undefined ? [] : [Prisma.sql`p.attended_minutes >= ${attended}::int`]),
  ];
  const isMet = rules.length > 0 ? Prisma.join(rules, " AND ") : Prisma.sql`false`;
  return Prisma.sql`
    SELECT p.user_id, p.completed_at, (coalesce(o.is_excused, false) OR (${isMet})) AS meets
      FROM unit_progress p
      LEFT JOIN LATERAL ${decidedGrade({ unitId: Prisma.sql`p.unit_id`, userId: Prisma.sql`p.user_id` })} o ON true
     WHERE p.unit_id = ${unitId}::uuid`;
}

function countPeople(tx: Tx, unitId: string): Promise<number> {
  return tx.unitProgress.count({ where: { unitId } });
}

async function findUnit(from: Db, { course }: Authoring, slug: string, completion: Completion) {
  const unit = await from.unit.findUnique({
    where: { courseId_slug: { courseId: course.id, slug } },
    select: { id: true, kind: true, removedAt: true },
  });
  if (!unit || unit.removedAt) throw notFound();
  if (Object.keys(completion).length === 0 || impossibleRule(unit.kind as UnitKind, completion)) {
    throw fieldError("rule", "courses.structure.error.rule");
  }
  return unit;
}
