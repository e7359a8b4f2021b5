import type { Problem } from "#app/lib/problem.ts";

import { standardSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import type { SurveyItem } from "#app/modules/learning/surveys/survey.ts";
import type { FrontMatter } from "./schemas.ts";
import type { UnitSource } from "./text-files.ts";
import type { PackageCriterion, PackageUnit, Texts } from "./types.ts";

type Source = [language: string, source: UnitSource];
type Parts = Pick<PackageUnit, "quiz" | "places" | "assignment" | "rubric" | "survey">;

/** Which parts of the front matter belong to which kind. */
const ownParts = { quiz: ["quiz"], assignment: ["assignment", "rubric"], survey: ["survey"] } as const;
const allParts = ["quiz", "assignment", "rubric", "survey"] as const;

/**
 * What the front matter says about a quiz, an assignment or a survey, the languages laid over one another: what is no
 * text must be the same in each of them, and texts may be missing in all but the default language, which comes first.
 * Every difference is an error with file and line. Throws nothing.
 */
export function readParts(sources: Source[], problems: Problem[]): Parts {
  const [first] = sources;
  if (!first) return {};
  const { kind } = first[1].front;
  const own: readonly string[] = kind in ownParts ? ownParts[kind as keyof typeof ownParts] : [];
  for (const [, { file, front, lineOf }] of sources) {
    for (const part of allParts.filter((one) => front[one] !== undefined && !own.includes(one))) {
      const values = { field: part, kind };
      problems.push({ file, line: lineOf(part), code: "courses.package.wrong_kind", values, level: "error" });
    }
  }
  switch (kind) {
    case "quiz":
      return quizOf(sources, problems);
    case "assignment":
      return { assignment: assignmentOf(first[1].front), rubric: rubricOf(sources, problems) };
    case "survey":
      return { survey: surveyOf(sources, problems) };
    default:
      return {};
  }
}

function quizOf(sources: Source[], problems: Problem[]): Parts {
  const { quiz } = sources[0]![1].front;
  checkSame(
    sources,
    "quiz",
    ({ quiz: one }) => one && { ...one, feedback: one.feedback.map(({ from }) => from) },
    problems,
  );
  if (!quiz) return { quiz: standardSettings, places: null };
  const { attempts, grade, shuffleQuestions, shuffleAnswers, perPage, feedback, places, ...rest } = quiz;
  const overallFeedback = feedback.map(({ from }, index) => ({
    from,
    text: textsOf(sources, ({ quiz: one }) => one?.feedback[index]?.text),
  }));
  return {
    places,
    quiz: {
      ...rest,
      ...{ attemptsAllowed: attempts, gradeMethod: grade, questionsPerPage: perPage },
      ...{ shufflesSlots: shuffleQuestions, shufflesChoices: shuffleAnswers },
      overallFeedback: overallFeedback.sort((a, b) => b.from - a.from),
    },
  };
}

function assignmentOf({ assignment }: FrontMatter): Parts["assignment"] {
  if (!assignment) return undefined;
  const { team, again, anonymous, ...rest } = assignment;
  return { ...rest, isTeamWork: team, allowsAgain: again, isAnonymous: anonymous };
}

function rubricOf(sources: Source[], problems: Problem[]): PackageCriterion[] {
  const shape = ({ rubric }: FrontMatter) =>
    rubric?.map(({ key, levels }) => [key, ...levels.map(({ points }) => points)]);
  checkSame(sources, "rubric", shape, problems);
  const base = sources[0]![1].front.rubric ?? [];
  checkKeys(sources[0]![1], "rubric", base, problems);
  return base.map(({ key, levels }, index) => ({
    key,
    title: textsOf(sources, ({ rubric }) => rubric?.[index]?.title),
    description: textsOf(sources, ({ rubric }) => rubric?.[index]?.description),
    levels: levels.map(({ points }, place) => ({
      points,
      title: textsOf(sources, ({ rubric }) => rubric?.[index]?.levels[place]?.title),
      explanation: textsOf(sources, ({ rubric }) => rubric?.[index]?.levels[place]?.explanation),
    })),
  }));
}

function surveyOf(sources: Source[], problems: Problem[]): SurveyItem[] {
  const shape = ({ survey }: FrontMatter) =>
    survey?.map(({ key, kind, required, choices }) => [key, kind, required, choices.length]);
  checkSame(sources, "survey", shape, problems);
  const base = sources[0]![1].front.survey ?? [];
  checkKeys(sources[0]![1], "survey", base, problems);
  return base.map(({ key, kind, required }, index) => ({
    ...{ key, kind, isRequired: required },
    layers: Object.fromEntries(
      sources.flatMap(([language, { front }]) => {
        const layer = front.survey?.[index];
        if (!layer) return [];
        const { prompt, choices } = layer;
        return [[language, choices.length > 0 ? { prompt, choices } : { prompt }]];
      }),
    ),
  }));
}

/** A text in all the languages that have it. */
function textsOf(sources: Source[], textIn: (front: FrontMatter) => string | undefined): Texts {
  return Object.fromEntries(
    sources.flatMap(([language, { front }]) => {
      const text = textIn(front);
      return text ? [[language, text]] : [];
    }),
  );
}

/** A language that leaves the part out is not translated yet; one that has it must have the same. */
function checkSame(
  [first, ...others]: Source[],
  field: "quiz" | "rubric" | "survey",
  shape: (front: FrontMatter) => unknown,
  problems: Problem[],
): void {
  if (!first) return;
  for (const [language, { file, front, lineOf }] of others) {
    if (front[field] === undefined && first[1].front[field] === undefined) continue;
    if (front[field] === undefined) {
      const values = { field, language };
      problems.push({ file, line: 1, code: "learning.package.missing_translation", values, level: "warning" });
    } else if (JSON.stringify(shape(front)) !== JSON.stringify(shape(first[1].front))) {
      const values = { field, other: first[1].file };
      problems.push({ file, line: lineOf(field), code: "learning.package.layers_differ", values, level: "error" });
    }
  }
}

function checkKeys(
  { file, lineOf }: UnitSource,
  field: "rubric" | "survey",
  items: { key: string }[],
  problems: Problem[],
): void {
  const twice = items.find(({ key }, index) => items.findIndex((one) => one.key === key) < index);
  if (!twice) return;
  const values = { key: twice.key };
  problems.push({ file, line: lineOf(field), code: "courses.package.key_twice", values, level: "error" });
}
