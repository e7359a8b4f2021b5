import { type Problem, sortProblems } from "#app/lib/problem.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";

/** One question of a file, read or not, with every remark about it. */
export type ReadItem = {
  line: number;
  title: string | null;
  /** What the file itself calls it (`[id:…]`, `<idnumber>`). Without one only its content tells which question it is. */
  id: string | null;
  /** Null when it was refused (a problem is an error) or left out (none is). */
  question: Question | null;
  /** The same question in other languages that the file names. */
  translations?: Record<string, Question>;
  problems: Problem[];
};

export type ReadQuestions = {
  items: ReadItem[];
  /** What is wrong with the file as a whole. */
  ofFile: Problem[];
  /** The questions of the items. */
  questions: Question[];
  /** All problems of file and items, in the order of their lines. */
  problems: Problem[];
};

/** What a reader has read, with the lists that most callers want. Throws nothing. */
export function gatherItems(items: ReadItem[], ofFile: Problem[] = []): ReadQuestions {
  const questions = items.flatMap(({ question }) => (question ? [question] : []));
  const problems = sortProblems([...ofFile, ...items.flatMap((item) => item.problems)]);
  return { items, ofFile, questions, problems };
}
