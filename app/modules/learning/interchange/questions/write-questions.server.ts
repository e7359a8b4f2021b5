import type { Tx } from "#app/infra/db.server.ts";
import type { Problem } from "#app/lib/problem.ts";
import { completeSources, originalLanguage } from "#app/modules/learning/bank/find-question.server.ts";
import { appendSlot } from "#app/modules/learning/bank/change-slots.server.ts";
import { comparableJson } from "#app/lib/canonical-json.ts";
import { withoutLines } from "#app/lib/compare.ts";
import type { QuestionFormat } from "./read-question-file.ts";
import { asPlaced, type Inline } from "./as-placed.ts";
import { isSameContent, withUnsaid } from "./same-question.ts";
import type { ImportOutcome } from "#app/modules/learning/interchange/package/import-report.ts";
import { difference } from "#app/modules/learning/interchange/package/question-translations.ts";
import type { QuestionTranslations } from "#app/modules/learning/questions/question-translations.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";
import type { Authoring } from "#app/modules/learning/courses/staff-access.server.ts";

export type PresentQuestion = {
  id: string;
  key: string;
  home: string;
  tags: string[];
  isRemoved: boolean;
  isAsked: boolean;
  kind: string;
  number: number;
  translations: QuestionTranslations;
  sources: Record<string, number>;
};
type Home = { unitId: string | null; categoryId: string | null };

/** The questions that live in some homes (removed ones too), the oldest first, with their last versions. One SQL statement. */
export async function loadQuestions(tx: Tx, courseId: string, homes: readonly Home[]): Promise<PresentQuestion[]> {
  const ids = [...new Set(homes.map(({ unitId, categoryId }) => unitId ?? categoryId))];
  return tx.$queryRaw<PresentQuestion[]>`
    SELECT q.id, q.key, coalesce(q.unit_id, q.category_id)::text AS home, q.tags, q.removed_at IS NOT NULL AS "isRemoved",
           EXISTS (SELECT 1 FROM quiz_slots s WHERE s.question_id = q.id AND s.unit_id = q.unit_id) AS "isAsked",
           v.kind, v.number, v.layers AS translations, v.sources
      FROM questions q
      JOIN LATERAL (SELECT * FROM question_versions WHERE question_id = q.id ORDER BY number DESC LIMIT 1) v ON true
     WHERE q.course_id = ${courseId}::uuid AND coalesce(q.unit_id, q.category_id)::text = ANY (${ids}::text[])
     ORDER BY q.id`;
}

type Writing = {
  question: Question;
  /** What the file says in other languages. */
  translations?: Record<string, Question>;
  home: Home;
  before: PresentQuestion | null;
  language: string;
  format: QuestionFormat | null;
  inline?: Inline;
};
type Found = Pick<Problem, "code" | "values" | "level">;
type Written = { id: string | null; outcome: ImportOutcome; problems: Found[] };

/** Writes one language of a question, and whatever its file says in others. Problems that are errors mean that nothing may be kept. */
export async function writeQuestion(tx: Tx, access: Authoring, writing: Writing): Promise<Written> {
  const { question, translations: others = {}, home, before, language, format, inline } = writing;
  const tags = question.tags?.map((tag) => tag.toLowerCase());
  const translation = translationOf(question);
  if (!before) {
    const { key, kind, marks } = question;
    const fitting = Object.entries(others).filter(([, other]) => difference(question, other) === null);
    const layers = fitting.map(([code, other]) => [code, sameRules({ ...translationOf(other), key }, question)]);
    const translations = plain({ [language]: translation, ...Object.fromEntries(layers) });
    const versions = { create: { number: 1, kind, marks, translations, createdById: access.actor.id } };
    const data = { courseId: access.course.id, ...home, key, tags: [...new Set(tags)], versions };
    const { id } = await tx.question.create({ data, select: { id: true } });
    if (home.unitId) await appendSlot(tx, home.unitId, { questionId: id });
    return {
      id,
      outcome: "created",
      problems: notFitting(
        others,
        fitting.map(([code]) => code),
      ),
    };
  }
  const options = { format, inline, ownLanguage: access.course.defaultLanguage };
  let merged = merge(before, translation, { ...options, language });
  if ("error" in merged) return { id: null, outcome: "refused", problems: [merged.error] };
  const taken: string[] = [];
  for (const [code, other] of Object.entries(others)) {
    const layer = { ...translationOf(other), key: question.key };
    const more: Merged = merge({ ...before, ...merged }, layer, { ...options, language: code });
    if ("error" in more) continue;
    taken.push(code);
    merged = { ...more, problems: merged.problems };
  }
  const isNewVersion =
    comparableJson(withoutLines(before.translations)) !== comparableJson(withoutLines(plain(merged.translations)));
  if (isNewVersion) {
    const { translations, sources } = merged;
    const { kind, marks } = Object.values(translations)[0]!;
    const data = {
      questionId: before.id,
      number: before.number + 1,
      kind,
      marks,
      translations: plain(translations),
      sources,
    };
    await tx.questionVersion.create({ data: { ...data, createdById: access.actor.id }, select: { id: true } });
  }
  const wished = tags ? [...new Set(tags)] : before.tags;
  const isRowChanged =
    before.isRemoved || comparableJson([...wished].sort()) !== comparableJson([...before.tags].sort());
  if (isRowChanged) {
    const data = { tags: wished, removedAt: null };
    await tx.question.update({ where: { id: before.id }, data, select: { id: true } });
  }
  if (home.unitId && before.isRemoved && !before.isAsked) await appendSlot(tx, home.unitId, { questionId: before.id });
  return {
    id: before.id,
    outcome: isNewVersion || isRowChanged ? "changed" : "unchanged",
    problems: [...merged.problems, ...notFitting(others, taken)],
  };
}

/** A translation must have the same parts as its original; one that has not is left out. */
function notFitting(others: Record<string, Question>, taken: readonly string[]): Found[] {
  const left = Object.keys(others).filter((code) => !taken.includes(code));
  const values = { languages: left.join(", ") };
  return left.length > 0 ? [{ code: "courses.xml.languages_differ", values, level: "warning" }] : [];
}

/** Category and tags belong to the row, because a question can move and its tags are the same in every language. */
function translationOf({ tags: _tags, ...question }: Question): Question {
  return { ...question, category: null };
}

type Merged =
  { translations: QuestionTranslations; sources: Record<string, number>; problems: Found[] } | { error: Found };

/**
 * One language in the place of its old version. A translation must fit the original; translations that no longer fit a
 * new original are left out, and earlier versions keep them.
 */
function merge(
  before: PresentQuestion,
  read: Question,
  { language, ownLanguage, format, inline }: Pick<Writing, "language" | "format" | "inline"> & { ownLanguage: string },
): Merged {
  const original = originalLanguage(before.translations, ownLanguage);
  const sources = completeSources(before);
  const was = before.translations[language];
  // Words of the original are no translation of it: an export in a language that it does not have writes them, too.
  const known = was ?? before.translations[original]!;
  const placed = asPlaced(known);
  if (isSameContent(withUnsaid(asPlaced(read, inline), placed, format), placed))
    return { translations: before.translations, sources, problems: [] };
  const translation = was ? withUnsaid(read, was, format) : read;
  // The course's own language comes first: what was there in another one becomes the translation.
  if (language === original || language === ownLanguage) {
    const others = Object.entries(before.translations).filter(([code]) => code !== language);
    const kept = others.filter(([, other]) => difference(translation, other) === null);
    const dropped = others.filter((one) => !kept.includes(one)).map(([code]) => code);
    const aligned = kept.map(([code, other]) => [code, sameRules(other, translation)] as const);
    const translations: QuestionTranslations = { [language]: translation, ...Object.fromEntries(aligned) };
    const values = { languages: dropped.join(", ") };
    return {
      translations,
      sources: { ...Object.fromEntries(kept.map(([code]) => [code, sources[code]!])), [language]: before.number + 1 },
      problems: dropped.length > 0 ? [{ code: "courses.xml.translations_dropped", values, level: "warning" }] : [],
    };
  }
  const own = before.translations[original]!;
  const differs = difference(own, translation);
  if (differs) return { error: { ...differs, level: "error" } };
  const translations = { ...before.translations, [language]: sameRules(translation, own) };
  return { translations, sources: { ...sources, [language]: sources[original]! }, problems: [] };
}

/** Marks and the penalty are the same in every language. */
function sameRules(translation: Question, own: Question): Question {
  const { penalty: _penalty, ...rest } = translation;
  return { ...rest, marks: own.marks, ...(own.penalty !== undefined && { penalty: own.penalty }) } as Question;
}

/** As PostgreSQL will give it back: without what is undefined. */
function plain<T>(value: T): T & object {
  return JSON.parse(JSON.stringify(value)) as T & object;
}
