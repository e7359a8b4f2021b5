import type { Problem } from "#app/lib/problem.ts";

import { standardSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import type { SurveyItem } from "#app/modules/learning/surveys/survey.ts";
import type { FrontMatter } from "./schemas.ts";
import type { UnitSource } from "./text-files.ts";
import type { PackageCriterion, PackageUnit, Texts } from "./types.ts";

export type Source = [language: string, source: UnitSource];
export type Parts = Pick<PackageUnit, "quiz" | "slots" | "assignment" | "rubric" | "survey">;

/** What the front matter says of a quiz; the standard settings when it says nothing. */
export function readQuiz(sources: Source[], problems: Problem[]): Parts {
  const { quiz } = sources[0]![1].front;
  checkSame(
    sources,
    "quiz",
    ({ quiz: one }) => one && { ...one, feedback: one.feedback.map(({ from }) => from) },
    problems,
  );
  if (!quiz) return { quiz: standardSettings, slots: null };
  const { attempts, grade, shuffleQuestions, shuffleAnswers, perPage, feedback, places, ...rest } = quiz;
  const overallFeedback = feedback.map(({ from }, index) => ({
    from,
    text: textsOf(sources, ({ quiz: one }) => one?.feedback[index]?.text),
  }));
  return {
    slots: places,
    quiz: {
      ...rest,
      attemptsAllowed: attempts,
      gradeMethod: grade,
      questionsPerPage: perPage,
      shufflesSlots: shuffleQuestions,
      shufflesChoices: shuffleAnswers,
      overallFeedback: overallFeedback.sort((a, b) => b.from - a.from),
    },
  };
}

/** What an assignment asks for, and its rubric in all languages. */
export function readAssignment(sources: Source[], problems: Problem[]): Parts {
  return { assignment: assignmentOf(sources[0]![1].front), rubric: rubricOf(sources, problems) };
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
    levels: levels.map(({ points }, at) => ({
      points,
      title: textsOf(sources, ({ rubric }) => rubric?.[index]?.levels[at]?.title),
      explanation: textsOf(sources, ({ rubric }) => rubric?.[index]?.levels[at]?.explanation),
    })),
  }));
}

/** The questions of a survey in all languages. */
export function readSurvey(sources: Source[], problems: Problem[]): Parts {
  return { survey: surveyOf(sources, problems) };
}

function surveyOf(sources: Source[], problems: Problem[]): SurveyItem[] {
  const shape = ({ survey }: FrontMatter) =>
    survey?.map(({ key, kind, required, choices }) => [key, kind, required, choices.length]);
  checkSame(sources, "survey", shape, problems);
  const base = sources[0]![1].front.survey ?? [];
  checkKeys(sources[0]![1], "survey", base, problems);
  return base.map(({ key, kind, required }, index) => ({
    key,
    kind,
    isRequired: required,
    translations: Object.fromEntries(
      sources.flatMap(([language, { front }]) => {
        const translation = front.survey?.[index];
        if (!translation) return [];
        const { prompt, choices } = translation;
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
