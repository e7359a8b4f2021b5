import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { type TranslationStatus, translationStatus } from "./translation-status.ts";
import { getAuthoringFor, type Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";

/** "changed" = published, and something newer is written that learners do not see yet. */
type ContentState = "draft" | "published" | "changed";
type ContentTranslation = { language: string; status: TranslationStatus; hasDraft: boolean };

export type ContentUnit = {
  slug: string;
  kind: UnitKind;
  minutes: number;
  title: Text;
  state: ContentState;
  translations: ContentTranslation[];
  /** People who have opened it or done something in it. */
  learners: number;
  /** Its address may change as long as no learner can know it. */
  mayRename: boolean;
  isRemoved: boolean;
};

export type ContentModule = {
  slug: string;
  title: Text;
  titles: Record<string, string>;
  summaries: Record<string, string>;
  isRemoved: boolean;
  units: ContentUnit[];
};

/**
 * All of a course for whoever writes it: drafts and removed parts too, with the state of every language. Three SQL
 * statements. Throws as `getAuthoringFor`.
 */
export async function getContentFor(
  actor: MaybeActor,
  slug: string,
  language: string,
): Promise<{ access: Authoring; modules: ContentModule[] }> {
  const access = await getAuthoringFor(actor, slug, language);
  const { course } = access;
  const modules = await db().courseModule.findMany({
    where: { courseId: course.id },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    select: { id: true, slug: true, title: true, summary: true, removedAt: true },
  });
  const units = await loadUnits(course.id);
  return {
    access,
    modules: modules.map((module) => ({
      slug: module.slug,
      title: textIn(module.title, language, course.defaultLanguage),
      titles: module.title as Record<string, string>,
      summaries: module.summary as Record<string, string>,
      isRemoved: module.removedAt !== null,
      units: units.filter(({ moduleId }) => moduleId === module.id).map((row) => presentUnit(row, course, language)),
    })),
  };
}

type TranslationRow = { language: string; title: string; number: number; sourceNumber: number | null };
type DraftRow = { language: string; title: string; isChange: boolean };
type Row = Pick<ContentUnit, "slug" | "kind" | "minutes" | "learners" | "isRemoved"> & {
  moduleId: string;
  state: "draft" | "published";
  texts: TranslationRow[];
  drafts: DraftRow[];
};

function loadUnits(courseId: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT u.module_id AS "moduleId", u.slug, u.kind::text AS kind, u.state::text AS state, u.minutes,
           u.removed_at IS NOT NULL AS "isRemoved",
           (SELECT count(*)::int FROM unit_progress p WHERE p.unit_id = u.id) AS learners,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('language', x.language, 'title', x.title, 'number', x.number,
                                                         'sourceNumber', x.source_number)), '[]')
              FROM unit_texts x WHERE x.unit_id = u.id) AS texts,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('language', d.language, 'title', d.title, 'isChange',
                     x.unit_id IS NULL OR (d.title, d.body) IS DISTINCT FROM (x.title, x.body))), '[]')
              FROM unit_drafts d LEFT JOIN unit_texts x ON x.unit_id = d.unit_id AND x.language = d.language
             WHERE d.unit_id = u.id) AS drafts
      FROM units u WHERE u.course_id = ${courseId}::uuid
     ORDER BY u.position, u.slug`;
}

function presentUnit({ moduleId: _, texts, drafts, ...unit }: Row, course: Authoring["course"], language: string) {
  const own = texts.find((text) => text.language === course.defaultLanguage) ?? null;
  const open = drafts.filter((draft) => draft.isChange);
  const titles = Object.fromEntries([...open, ...texts].map(({ language: code, title }) => [code, title]));
  // A layer stays in sight when its language was taken off the course's list.
  const codes = new Set([...course.languages, ...texts.map((text) => text.language)]);
  return {
    ...unit,
    title: textIn(titles, language, course.defaultLanguage),
    state: unit.state === "draft" ? "draft" : open.length > 0 ? "changed" : "published",
    mayRename: texts.length === 0,
    translations: [...codes].map((code) => {
      const translation = texts.find((text) => text.language === code);
      const isOwn = code === course.defaultLanguage;
      const status = translationStatus(own, translation ? { isOwn, sourceNumber: translation.sourceNumber } : null);
      return { language: code, status, hasDraft: open.some((draft) => draft.language === code) };
    }),
  } satisfies ContentUnit;
}
