import type { Problem } from "#app/lib/problem.ts";

import {
  hasAnswers,
  matchChoices,
  type MatchingQuestion,
  type NumericAnswer,
  type Question,
} from "#app/modules/learning/questions/questions.ts";
import { type QuestionFile, readQuestionFile } from "./question-files.ts";
import type { Manifest } from "./schemas.ts";
import type { PackageFiles, PackageQuestion } from "./types.ts";

/** What must be equal for a response in one language to mean the same in another; texts are free to differ. */
export function difference(
  base: Question,
  translation: Question,
): { code: string; values: Record<string, string | number> } | null {
  const values = { title: translation.title ?? translation.key };
  if (translation.kind !== base.kind) {
    return {
      code: "learning.package.kind_differs",
      values: { ...values, expected: base.kind, found: translation.kind },
    };
  }
  // Accepted texts are words of the language: some languages need more of them.
  if (base.kind === "short") return null;
  if (!hasAnswers(base) || !hasAnswers(translation)) return differenceOfParts(base, translation, values);
  const [expected, found] = [base.answers.length, translation.answers.length];
  if (found !== expected)
    return { code: "learning.package.answer_count_differs", values: { ...values, expected, found } };
  const numbers = (question: Question) =>
    question.kind === "numeric" ? JSON.stringify(question.answers.map(withoutText)) : "";
  const at = base.answers.findIndex(
    ({ fraction }, index) => Math.abs(fraction - (translation.answers[index]?.fraction ?? NaN)) > 1e-6,
  );
  if (at >= 0) return { code: "learning.package.weights_differ", values: { ...values, answer: at + 1 } };
  return numbers(base) === numbers(translation) ? null : { code: "learning.package.numbers_differ", values };
}

/** How many pairs, things to order or gaps there are, and of which kind and weight the gaps. */
function differenceOfParts(base: Question, translation: Question, values: Record<string, string | number>) {
  const [expected, found] = [partsOf(base), partsOf(translation)];
  if (expected.length !== found.length) {
    const counts = { expected: expected.length, found: found.length };
    return { code: "learning.package.answer_count_differs", values: { ...values, ...counts } };
  }
  const at = expected.findIndex((part, index) => part !== found[index]);
  return at < 0 ? null : { code: "learning.package.weights_differ", values: { ...values, answer: at + 1 } };
}

function partsOf(question: Question): string[] {
  switch (question.kind) {
    case "matching":
      // What people choose is one list, each different answer once: which pairs share an answer must be the same as well.
      return matchChoicesOf(question);
    case "ordering":
      return question.items.map(() => "item");
    case "cloze":
      return question.gaps.map(({ kind, weight, answers }) => {
        const weights = kind === "choice" ? answers.map(({ fraction }) => fraction) : [];
        return JSON.stringify([kind, weight, weights]);
      });
    default:
      return [];
  }
}

function matchChoicesOf(question: MatchingQuestion): string[] {
  const choices = matchChoices(question);
  const indexes = (answers: string[], name: string) => answers.map((answer) => `${name} ${choices.indexOf(answer)}`);
  return [
    ...indexes(
      question.pairs.map(({ answer }) => answer),
      "pair",
    ),
    ...indexes(question.extra, "extra"),
  ];
}

function withoutText(answer: NumericAnswer): (number | null)[] {
  return "value" in answer ? [answer.value, answer.tolerance] : [answer.min, answer.max];
}

/**
 * Reads the question files of a quiz or of a category and lays the languages over one another by the questions' keys, in the order of the
 * default language. The default language must have questions; other languages may be missing (a warning), but one that
 * is there must have the same questions of the same kinds with as many answers and the same weights in the same order
 * (the accepted texts of a "short" question are free). Every difference is an error with file and line. Throws nothing.
 */
export function readQuestions(
  files: PackageFiles,
  unit: { stem: string; quizzes: ReadonlyMap<string, string> },
  { languages, defaultLanguage }: Manifest,
  problems: Problem[],
): PackageQuestion[] {
  const base = readTranslation(files, unit.quizzes.get(defaultLanguage), problems);
  if (!base || base.questions.length === 0) {
    const file = unit.quizzes.get(defaultLanguage) ?? `${unit.stem}.${defaultLanguage}.gift`;
    problems.push({ file, line: 0, code: "learning.package.no_questions", level: "error" });
    return [];
  }
  const questions = base.questions.map((question) => ({
    key: question.key,
    ...(base.unnamed.has(question.key) && { isUnnamed: true as const }),
    kind: question.kind,
    marks: question.marks,
    translations: { [defaultLanguage]: question } as Record<string, Question>,
  }));
  for (const language of languages.filter((one) => one !== defaultLanguage)) {
    const file = unit.quizzes.get(language);
    if (!file) {
      const missing = `${unit.stem}.${language}.gift`;
      const values = { language };
      problems.push({ file: missing, line: 0, code: "learning.package.missing_layer", values, level: "warning" });
      continue;
    }
    const before = problems.length;
    const translation = readTranslation(files, file, problems)?.questions ?? [];
    // A question that could not be read has been reported; it is not missing as well.
    const complete = !problems.slice(before).some(({ level }) => level === "error");
    const report = (line: number, code: string, values: Problem["values"]) =>
      problems.push({ file, line, code, values, level: "error" });
    const byKey = new Map(translation.map((question) => [question.key, question]));
    for (const question of questions) {
      const translated = byKey.get(question.key);
      const original = question.translations[defaultLanguage] as Question;
      byKey.delete(question.key);
      if (!translated) {
        if (complete) report(0, "learning.package.question_missing", { title: original.title ?? question.key });
        continue;
      }
      const differs = difference(original, translated);
      if (differs) report(translated.line, differs.code, differs.values);
      else question.translations[language] = translated;
    }
    for (const extra of byKey.values()) {
      report(extra.line, "learning.package.question_unknown", { title: extra.title ?? extra.key });
    }
  }
  return questions;
}

function readTranslation(files: PackageFiles, file: string | undefined, problems: Problem[]): QuestionFile | null {
  return file === undefined ? null : readQuestionFile(files, file, problems);
}
