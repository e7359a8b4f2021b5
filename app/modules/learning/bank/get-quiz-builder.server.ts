import { unitTitlesForStaff } from "#app/modules/learning/courses/sql.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { QuestionKind } from "#app/modules/learning/questions/questions.ts";
import { findQuizProblems, type QuizProblem } from "#app/modules/learning/quizzes/draw-questions.server.ts";
import type { QuizSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { getQuizSettings } from "#app/modules/learning/quizzes/save-quiz-settings.server.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { type Text, textIn } from "#app/modules/learning/courses/text.ts";

/** A slot of a quiz as its author sees it. */
export type BuiltSlot = {
  id: string;
  /** Marks of each question here; null = the question's own. */
  marks: number | null;
  /** The least and the most that one of its questions is worth. */
  least: number;
  most: number;
} & (
  | {
      draws: null;
      question: { id: string; kind: QuestionKind; title: Text; prompt: Text; isOwn: boolean; isRemoved: boolean };
    }
  | { draws: number; category: { id: string; title: Text }; tags: string[]; found: number }
);

export type Builder = {
  unit: { slug: string; title: Text; state: "draft" | "published"; attempts: number };
  slots: BuiltSlot[];
  /** Questions and marks of one paper; the two sums differ when drawn questions have different marks. */
  count: number;
  least: number;
  most: number;
  settings: QuizSettings;
  problems: QuizProblem[];
};

type Row = {
  id: string;
  marks: number | null;
  draws: number;
  tags: string[];
  questionId: string | null;
  kind: QuestionKind;
  ownMarks: number | null;
  titles: unknown;
  prompts: unknown;
  isOwn: boolean;
  isRemoved: boolean;
  categoryId: string;
  categoryTitle: unknown;
  found: number;
  least: number | null;
  most: number | null;
};

/**
 * All that the builder of a quiz shows. Five SQL statements. Throws 404 for
 * what is no quiz of it.
 */
export async function getBuilderFor(access: Authoring, unitSlug: string, language: string): Promise<Builder> {
  const { unitId, settings } = await getQuizSettings(access, unitSlug);
  const own = access.course.defaultLanguage;
  const [unit] = await db().$queryRaw<{ state: "draft" | "published"; titles: unknown; attempts: number }[]>`
    SELECT u.state::text AS state, (SELECT count(*)::int FROM attempts a WHERE a.unit_id = u.id) AS attempts,
           ${unitTitlesForStaff} AS titles
      FROM units u WHERE u.id = ${unitId}::uuid`;
  const rows = await loadSlots(unitId);
  const slots = rows.map((row) => presentSlot(row, language, own));
  const sum = (value: (slot: BuiltSlot) => number) => slots.reduce((total, slot) => total + value(slot), 0);
  return {
    unit: { slug: unitSlug, title: textIn(unit!.titles, language, own), state: unit!.state, attempts: unit!.attempts },
    slots,
    count: sum(({ draws }) => draws ?? 1),
    least: sum(({ draws, least }) => (draws ?? 1) * least),
    most: sum(({ draws, most }) => (draws ?? 1) * most),
    settings,
    problems: await findQuizProblems(db(), unitId),
  };
}

function loadSlots(unitId: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT s.id, s.marks, s.draws, s.tags, s.question_id AS "questionId", v.kind, v.marks AS "ownMarks",
           (SELECT jsonb_object_agg(l.key, coalesce(l.value->>'title', '')) FROM jsonb_each(v.layers) l) AS titles,
           (SELECT jsonb_object_agg(l.key, left(l.value->>'prompt', 300)) FROM jsonb_each(v.layers) l) AS prompts,
           coalesce(q.unit_id = s.unit_id, false) AS "isOwn", q.removed_at IS NOT NULL AS "isRemoved",
           s.category_id AS "categoryId", k.title AS "categoryTitle",
           coalesce(d.found, 0) AS found, d.least, d.most
      FROM quiz_slots s
      LEFT JOIN questions q ON q.id = s.question_id
      LEFT JOIN LATERAL (SELECT * FROM question_versions WHERE question_id = q.id ORDER BY number DESC LIMIT 1) v ON true
      LEFT JOIN question_categories k ON k.id = s.category_id
      LEFT JOIN LATERAL (
        SELECT count(*)::int AS found, min(w.marks) AS least, max(w.marks) AS most
          FROM question_categories c
          JOIN questions o ON o.category_id = c.id AND o.removed_at IS NULL AND o.tags @> s.tags
          JOIN LATERAL (SELECT marks FROM question_versions WHERE question_id = o.id ORDER BY number DESC LIMIT 1) w ON true
         WHERE c.course_id = k.course_id AND (c.path = k.path OR starts_with(c.path, k.path || '/'))
      ) d ON true
     WHERE s.unit_id = ${unitId}::uuid ORDER BY s.position, s.id`;
}

function presentSlot(row: Row, language: string, own: string): BuiltSlot {
  const { id, marks } = row;
  if (!row.questionId) {
    const category = { id: row.categoryId, title: textIn(row.categoryTitle, language, own) };
    const { draws, tags, found } = row;
    return { id, marks, least: marks ?? row.least ?? 0, most: marks ?? row.most ?? 0, draws, category, tags, found };
  }
  const weight = row.isRemoved ? 0 : (marks ?? row.ownMarks ?? 0);
  const question = {
    id: row.questionId,
    kind: row.kind,
    isOwn: row.isOwn,
    isRemoved: row.isRemoved,
    title: textIn(row.titles, language, own),
    prompt: textIn(row.prompts, language, own),
  };
  return { id, marks, least: weight, most: weight, draws: null, question };
}
