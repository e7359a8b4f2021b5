import { presentUnits, unitOrder, unitTitlesForStaff } from "#app/modules/learning/courses/sql.server.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { notFound, fieldError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Completion } from "#app/modules/learning/courses/completion.ts";
import { requireNoCircle, writeUnitPrerequisites } from "./set-prerequisites.server.ts";
import { lockStructure } from "#app/modules/learning/study/publish-unit.server.ts";
import type { UnitSettingsInput } from "./settings-schemas.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import { listUnknownActivities, unknownActivities } from "#app/modules/roadmaps/roadmap.server.ts";
import { type UnitKind, unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";

export type UnitSettings = {
  slug: string;
  kind: UnitKind;
  state: "draft" | "published";
  title: Text;
  minutes: number;
  completion: Completion;
  weight: number;
  hidesGrades: boolean;
  topicNumber: number | null;
  webinarNumber: number | null;
  activities: string[];
  requires: string[];
  /** The other units of the course, in its order. */
  others: { slug: string; title: Text }[];
  /** How many people have begun it. */
  people: number;
};

type Row = Omit<UnitSettings, "title" | "others"> & { titles: Record<string, string> | null };

/** What authors may change of a unit beside its text. One SQL statement. Throws 404 for no such unit. */
export async function getUnitSettings({ course, actor }: Authoring, slug: string): Promise<UnitSettings> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT u.slug, u.kind::text AS kind, u.state::text AS state, u.minutes, u.completion, u.weight,
           u.hides_grades AS "hidesGrades", u.topic_number AS "topicNumber", u.webinar_number AS "webinarNumber",
           ${unitTitlesForStaff} AS titles,
           ARRAY(SELECT a.activity_code FROM unit_activities a WHERE a.unit_id = u.id ORDER BY 1) AS activities,
           ARRAY(SELECT q.slug FROM unit_prerequisites r JOIN units q ON q.id = r.required_unit_id
                  WHERE r.unit_id = u.id AND q.removed_at IS NULL ORDER BY 1) AS requires,
           (SELECT count(*)::int FROM unit_progress p WHERE p.unit_id = u.id) AS people
      FROM ${presentUnits}
     WHERE u.course_id = ${course.id}::uuid
     ORDER BY ${unitOrder}`;
  const row = rows.find((one) => one.slug === slug);
  if (!row) throw notFound();
  const titled = rows.map(({ slug: other, titles }) => {
    const title = textIn(titles ?? {}, actor.language, course.defaultLanguage);
    return { slug: other, title: title.text ? title : { text: other, language: "en" } };
  });
  const { titles: _, ...unit } = row;
  return {
    ...unit,
    title: titled.find((one) => one.slug === slug)!.title,
    others: titled.filter((one) => one.slug !== slug),
  };
}

/** What a unit may lead to outside of learning: modules of its own, which the entrance asks. */
export type LinkedTargets = {
  hasTopic: (actor: Actor, publicId: number) => Promise<boolean>;
  hasWebinar: (publicId: number) => Promise<boolean>;
};

/**
 * Saves them. Topic and webinar only count for the kinds that lead to one, and must be there. Throws 404 for no
 * such unit, 400 with the wrong fields or for units that would wait for one another.
 */
export async function saveUnitSettings(
  access: Authoring,
  slug: string,
  input: UnitSettingsInput,
  linked: LinkedTargets,
): Promise<void> {
  const { course } = access;
  const refuse = (field: string, code: MessageKey) => fieldError(field, code);
  const codes = [...new Set(input.activities)];
  // Read before the transaction, judged inside it: it must hold no second connection.
  const unknown = await listUnknownActivities(codes);
  const hasTopic = input.topic ? await linked.hasTopic(access.actor, input.topic) : true;
  const hasWebinar = input.webinar ? await linked.hasWebinar(input.webinar) : true;
  await transaction(async (tx) => {
    await lockStructure(tx, course.id);
    const where = { courseId: course.id, removedAt: null };
    const units = await tx.unit.findMany({ where, select: { id: true, slug: true, kind: true } });
    const unit = units.find((one) => one.slug === slug);
    if (!unit) throw notFound();
    const required = [...new Set(input.requires)].map((one) => units.find((other) => other.slug === one)?.id);
    if (required.includes(undefined)) throw refuse("requires", "courses.structure.error.unknown");
    if (unknown.length > 0) throw unknownActivities();
    const { leadsTo } = unitKinds[unit.kind];
    const topicNumber = leadsTo === "topic" ? (input.topic ?? null) : null;
    const webinarNumber = leadsTo === "webinar" ? (input.webinar ?? null) : null;
    if (topicNumber && !hasTopic) throw refuse("topic", "courses.settings.error.no_topic");
    if (webinarNumber && !hasWebinar) throw refuse("webinar", "courses.settings.error.no_webinar");
    const { minutes, weight, hidesGrades } = input;
    const data = { minutes, weight, hidesGrades, topicNumber, webinarNumber };
    await tx.unit.update({ where: { id: unit.id }, data, select: { id: true } });
    await tx.unitActivity.deleteMany({ where: { unitId: unit.id, activityCode: { notIn: codes } } });
    const rows = codes.map((activityCode) => ({ unitId: unit.id, activityCode }));
    await tx.unitActivity.createMany({ data: rows, skipDuplicates: true });
    await writeUnitPrerequisites(tx, unit.id, required as string[]);
    await requireNoCircle(tx, course.id, course.title.language);
  });
}
