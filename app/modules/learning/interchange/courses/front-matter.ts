import { type Completion, writeCompletion } from "#app/modules/learning/courses/completion.ts";
import type { ExportedCourse, ExportedUnit } from "./load-for-export.server.ts";
import { unless } from "./yaml.ts";
import type { PackageCriterion, Texts } from "#app/modules/learning/interchange/package/types.ts";
import type { FeedbackBand } from "#app/modules/learning/quizzes/overall-feedback.ts";
import type { ReviewMatrix } from "#app/modules/learning/quizzes/review-options.ts";
import type { SurveyTranslation } from "#app/modules/learning/surveys/survey.ts";

/** What stands above the text of a unit of any kind in one language; what says nothing new is left out. */
export function frontMatter(unit: ExportedUnit, title: string) {
  const { kind, minutes, completion, activities, opensAt, dueAt, closesAt } = unit;
  const requires = unit.requires
    .flatMap(({ requiredUnit }) => (requiredUnit.removedAt ? [] : [requiredUnit.slug]))
    .sort();
  return {
    title,
    kind,
    minutes,
    activities: activities.map(({ activityCode }) => activityCode),
    completion: writeCompletion(completion as Completion),
    draft: unless(false, unit.state === "draft"),
    requires: unless([], requires),
    weight: unless(1, unit.weight),
    hidesGrades: unless(false, unit.hidesGrades),
    opens: opensAt?.toISOString(),
    due: dueAt?.toISOString(),
    closes: closesAt?.toISOString(),
  };
}

/** What only a quiz says there. */
export function quizFront(course: ExportedCourse, unit: ExportedUnit, language: string) {
  return { quiz: unless({}, withoutNothing(quizOf(course, unit, language))) };
}

/** What only an assignment says there. */
export function assignmentFront(_: ExportedCourse, unit: ExportedUnit, language: string) {
  return { assignment: unless({}, withoutNothing(assignmentOf(unit))), rubric: rubricOf(unit, language) };
}

/** What only a survey says there. */
export function surveyFront(_: ExportedCourse, unit: ExportedUnit, language: string) {
  return { survey: surveyOf(unit, language) };
}

function quizOf(course: ExportedCourse, unit: ExportedUnit, language: string): Record<string, unknown> {
  const { quiz } = unit;
  const slots = slotsOf(course, unit);
  if (!quiz) return { places: slots };
  const bands = (quiz.overallFeedback as FeedbackBand[]).toSorted((a, b) => b.from - a.from);
  // A band without words in this language keeps its place with the words of the course's own.
  const feedback = bands.map(({ from, text }) => ({
    from,
    text: text[language] ?? text[course.defaultLanguage] ?? "–",
  }));
  return {
    timeLimit: unless(0, quiz.timeLimit),
    timeEnd: unless("submit", quiz.timeEnd),
    grace: unless(0, quiz.grace),
    attempts: unless(0, quiz.attemptsAllowed),
    delay: unless(0, quiz.delay),
    grade: unless("highest", quiz.gradeMethod),
    shuffleQuestions: unless(false, quiz.shufflesSlots),
    shuffleAnswers: unless(true, quiz.shufflesChoices),
    perPage: unless(0, quiz.questionsPerPage),
    penalty: unless(0, quiz.penalty),
    review: unless({}, reviewOf(quiz.review as ReviewMatrix)),
    feedback: unless([], feedback),
    places: slots,
  };
}

/** Moments in their order, each with what it shows. */
function reviewOf(review: ReviewMatrix): Record<string, string[]> {
  return Object.fromEntries(
    (["during", "after", "open", "closed"] as const).flatMap((moment) => {
      const shown = review[moment];
      if (!shown) return [];
      const items = ["answers", "verdict", "marks", "feedback", "general", "right", "overall"] as const;
      return [[moment, items.filter((item) => shown[item])]];
    }),
  );
}

/** Where the questions come from, when it is not simply the quiz's own ones in their order. */
function slotsOf(course: ExportedCourse, unit: ExportedUnit) {
  const own = new Map(unit.questions.map(({ id, key }) => [id, key]));
  const banked = new Map(
    course.categories.flatMap(({ path, questions }) => questions.map(({ id, key }) => [id, { path, key }] as const)),
  );
  const paths = new Map(course.categories.map(({ id, path }) => [id, path]));
  const slots = unit.slots.flatMap<object>(({ questionId, categoryId, draws, tags, marks }) => {
    const weight = marks === null ? {} : { marks };
    if (categoryId) return [{ draws, from: paths.get(categoryId), ...(tags.length > 0 && { tags }), ...weight }];
    const key = own.get(questionId ?? "");
    if (key !== undefined) return [{ question: key, ...weight }];
    const inBank = banked.get(questionId ?? "");
    return inBank ? [{ question: inBank.key, from: inBank.path, ...weight }] : [];
  });
  const standard: object[] = ownOrder(unit).map(({ key }) => ({ question: key }));
  return unless(standard, slots);
}

/** A quiz's own questions: those that it asks in its order, then the others by their keys. */
export function ownOrder({ questions, slots }: Pick<ExportedUnit, "questions" | "slots">) {
  const positionOf = (id: string) => {
    const position = slots.findIndex(({ questionId }) => questionId === id);
    return position < 0 ? slots.length : position;
  };
  return questions.toSorted((a, b) => positionOf(a.id) - positionOf(b.id) || (a.key < b.key ? -1 : 1));
}

function assignmentOf({ assignment }: ExportedUnit): Record<string, unknown> {
  if (!assignment) return {};
  return {
    form: unless("both", assignment.form),
    maxFiles: unless(3, assignment.maxFiles),
    maxBytes: unless(10_485_760, assignment.maxBytes),
    maxWords: assignment.maxWords ?? undefined,
    team: unless(false, assignment.isTeamWork),
    again: unless(true, assignment.allowsAgain),
    reviews: unless(0, assignment.reviews),
    anonymous: unless(true, assignment.isAnonymous),
    reviewDays: unless(7, assignment.reviewDays),
    reviewingWeight: unless(20, assignment.reviewingWeight),
  };
}

/** Null leaves the part out: a language without a single title of it is not translated. */
function rubricOf({ rubrics }: ExportedUnit, language: string) {
  const criteria = (rubrics[0]?.criteria ?? []) as unknown as PackageCriterion[];
  const isHere = criteria.length > 0 && criteria.every(({ title }) => title[language]);
  if (!isHere) return undefined;
  const text = (texts: Texts | undefined) => texts?.[language] || undefined;
  return criteria.map(({ key, title, description, levels }) => ({
    key,
    title: text(title),
    description: text(description),
    levels: levels.map((level) => ({
      points: level.points,
      title: text(level.title) ?? "–",
      explanation: text(level.explanation),
    })),
  }));
}

function surveyOf({ surveyQuestions }: ExportedUnit, language: string) {
  const translationOf = (translations: unknown) => (translations as Record<string, SurveyTranslation>)[language];
  const isHere = surveyQuestions.length > 0 && surveyQuestions.every(({ translations }) => translationOf(translations));
  if (!isHere) return undefined;
  return surveyQuestions.map(({ key, kind, isRequired, translations }) => ({
    key,
    kind,
    required: unless(false, isRequired),
    prompt: translationOf(translations)?.prompt,
    choices: unless([], translationOf(translations)?.choices ?? []),
  }));
}

function withoutNothing(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}
