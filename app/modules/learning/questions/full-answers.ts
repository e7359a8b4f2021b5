import type { ClozeGap, NumericAnswer, Question } from "./questions.ts";

/**
 * What earns all the marks where one types or fills a gap, in words, at most three; patterns with a star and open ranges
 * are left out. Throws nothing.
 */
export function fullAnswers(asked: Question | ClozeGap): string[] {
  switch (asked.kind) {
    case "numeric":
      return full(asked.answers)
        .map(numberWords)
        .filter((words) => words !== "")
        .slice(0, 3);
    case "short":
      return full(asked.answers)
        .map(({ text }) => text)
        .filter((text) => !/(?<!\\)\*/.test(text))
        .map((text) => text.replaceAll("\\*", "*"))
        .slice(0, 3);
    case "choice":
      return full(asked.answers)
        .map(({ text }) => text)
        .slice(0, 3);
    default:
      return [];
  }
}

function full<Answer extends { fraction: number }>(answers: readonly Answer[]): Answer[] {
  return answers.filter(({ fraction }) => fraction === 1);
}

function numberWords(answer: NumericAnswer): string {
  if (!("value" in answer)) return answer.min === null || answer.max === null ? "" : `${answer.min} – ${answer.max}`;
  return answer.tolerance > 0 ? `${answer.value} (± ${answer.tolerance})` : String(answer.value);
}
