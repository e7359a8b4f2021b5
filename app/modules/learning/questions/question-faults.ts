import { normalize } from "#app/lib/combining-marks.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { ClozeGap, ClozeQuestion, NumericAnswer, Question } from "./questions.ts";

/** What is wrong with a question and where: a path into it, and a translation key with its values. */
export type QuestionFault = { field: string; code: MessageKey; values: Record<string, string | number> };

/** Weights are written in per cent with few digits. */
const tolerance = 0.0001;

/**
 * What a question of a right shape may still have wrong: nobody could earn all its marks, a gap has no place in the text,
 * two things to be put in order are the same. Empty when it can be asked. Throws nothing.
 */
export function findFaults(question: Question): QuestionFault[] {
  switch (question.kind) {
    case "single":
      return fullAnswerMissing(question.answers, "answers");
    case "several":
      return sumMissing(question.answers);
    case "boolean": {
      const rights = question.answers.filter(({ fraction }) => fraction === 1).length;
      const wrongs = question.answers.filter(({ fraction }) => fraction <= 0).length;
      return rights === 1 && wrongs === 1 ? [] : [fault("answers", "quizzes.check.boolean")];
    }
    case "short":
      return fullAnswerMissing(question.answers, "answers");
    case "numeric":
      return [...fullAnswerMissing(question.answers, "answers"), ...rangeFaults(question.answers, "answers")];
    case "matching": {
      const texts = new Set([...question.pairs.map(({ answer }) => answer.trim()), ...question.extra]);
      const prompts = question.pairs.map(({ prompt }) => prompt);
      return [
        ...(texts.size < 2 ? [fault("pairs", "quizzes.check.one_answer")] : []),
        ...repeated(prompts, (at) => `pairs.${at}.prompt`),
        ...repeated(question.extra, (at) => `extra.${at}`),
      ];
    }
    case "ordering":
      return repeated(question.items, (at) => `items.${at}`);
    case "cloze":
      return [...clozeFaults(question), ...question.gaps.flatMap((gap, at) => gapFaults(gap, `gaps.${at}.answers`))];
    case "essay": {
      const { minWords = 0, maxWords = Infinity } = question;
      return maxWords < minWords ? [fault("maxWords", "quizzes.check.words")] : [];
    }
  }
}

function fault(field: string, code: MessageKey, values: QuestionFault["values"] = {}): QuestionFault {
  return { field, code, values };
}

function fullAnswerMissing(answers: readonly { fraction: number }[], field: string): QuestionFault[] {
  return answers.some(({ fraction }) => fraction === 1) ? [] : [fault(field, "quizzes.check.no_right")];
}

function sumMissing(answers: readonly { fraction: number }[]): QuestionFault[] {
  const sum = answers.reduce((total, { fraction }) => total + Math.max(0, fraction), 0);
  return sum >= 1 - tolerance ? [] : [fault("answers", "quizzes.check.sum", { sum: Math.round(sum * 10_000) / 100 })];
}

function rangeFaults(answers: readonly NumericAnswer[], field: string): QuestionFault[] {
  return answers.flatMap((answer, at) => {
    if ("value" in answer) return [];
    const { min, max, fraction } = answer;
    if (min !== null && max !== null && min > max) return [fault(`${field}.${at}.min`, "quizzes.check.range")];
    // "Any other number" may have its feedback, but cannot be the right answer.
    const isOpen = min === null && max === null && fraction > 0;
    return isOpen ? [fault(`${field}.${at}.min`, "quizzes.check.open_range")] : [];
  });
}

function repeated(texts: readonly string[], fieldAt: (index: number) => string): QuestionFault[] {
  const seen = new Set<string>();
  return texts.flatMap((text, at) => {
    const same = normalize(text).replace(/\s+/gu, " ").trim();
    if (seen.has(same)) return [fault(fieldAt(at), "quizzes.check.same_twice", { text: same })];
    seen.add(same);
    return [];
  });
}

function clozeFaults({ prompt, gaps }: ClozeQuestion): QuestionFault[] {
  const positions = [...prompt.matchAll(/\[\[(\d{1,3})\]\]/g)].map(([, digits]) => Number(digits));
  const own = gaps.flatMap((_, at) => {
    const number = at + 1;
    const values = { number, mark: `[[${number}]]` };
    const count = positions.filter((position) => position === number).length;
    if (count === 1) return [];
    return [fault("prompt", count === 0 ? "quizzes.check.gap_missing" : "quizzes.check.gap_twice", values)];
  });
  const unknown = [...new Set(positions)].filter((position) => position < 1 || position > gaps.length);
  const strange = unknown.map((number) =>
    fault("prompt", "quizzes.check.gap_unknown", { number, mark: `[[${number}]]` }),
  );
  return [...own, ...strange];
}

function gapFaults(gap: ClozeGap, field: string): QuestionFault[] {
  const ranges = gap.kind === "numeric" ? rangeFaults(gap.answers, field) : [];
  return [...fullAnswerMissing(gap.answers, field), ...ranges];
}
