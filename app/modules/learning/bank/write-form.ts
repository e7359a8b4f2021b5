import type {
  ChoiceAnswer,
  ClozeGap,
  NumericAnswer,
  Question,
  QuestionKind,
  ShortAnswer,
} from "#app/modules/learning/questions/questions.ts";
import { type Fields, gapPrefix, type Row, writeRows } from "./fields.ts";
import { autoFraction } from "./read-form.ts";

/** Empty rows that a form offers beyond those that are filled. */
const spare = 2;

/** The fields that show a question; `readQuestionForm` reads the same question from them. Throws nothing. */
export function writeQuestionForm(question: Question): Fields {
  const { feedback = {}, penalty } = question;
  return {
    title: [question.title ?? ""],
    prompt: [question.prompt],
    format: [question.format],
    marks: [String(question.marks)],
    penalty: [penalty === undefined ? "" : percent(penalty)],
    ...Object.fromEntries(
      (["general", "right", "partly", "wrong"] as const).map((name) => [`feedback_${name}`, [feedback[name] ?? ""]]),
    ),
    ...writeKind(question),
  };
}

function writeKind(question: Question): Fields {
  switch (question.kind) {
    case "single":
    case "several":
      return writeChoices("a", question.answers, question.kind === "single");
    case "boolean": {
      const right = question.answers.findIndex(({ fraction }) => fraction > 0);
      return {
        ...(right >= 0 && { a_right: [String(right)] }),
        a_feedback: question.answers.map(({ feedback }) => feedback ?? ""),
      };
    }
    case "short":
      return writeWords("a", question.answers);
    case "numeric":
      return writeFigures("a", question.answers);
    case "matching":
      return {
        ...writeRows("p", "pair", question.pairs.map(numbered)),
        ...writeRows(
          "x",
          "extra",
          question.extra.map((answer, index) => ({ answer, from: String(index) })),
        ),
      };
    case "ordering":
      return writeRows(
        "i",
        "item",
        question.items.map((text, index) => ({ text, from: String(index) })),
      );
    case "cloze":
      return Object.assign({}, ...question.gaps.map((gap, index) => writeGap(gap, gapPrefix(index + 1))));
    case "essay":
      return {
        template: [question.template ?? ""],
        notes: [question.notes ?? ""],
        minWords: [question.minWords?.toString() ?? ""],
        maxWords: [question.maxWords?.toString() ?? ""],
      };
  }
}

function writeGap(gap: ClozeGap, prefix: string): Fields {
  const head = { [`${prefix}_kind`]: [gap.kind], [`${prefix}_weight`]: [String(gap.weight)] };
  if (gap.kind === "choice") return { ...head, ...writeChoices(prefix, gap.answers, true) };
  return { ...head, ...(gap.kind === "short" ? writeWords(prefix, gap.answers) : writeFigures(prefix, gap.answers)) };
}

/** A worth is written only where it is not what the ticks alone would make of it. */
function writeChoices(prefix: string, answers: readonly ChoiceAnswer[], isSingle: boolean): Fields {
  const share = 1 / Math.max(1, answers.filter(({ fraction }) => fraction > 0).length);
  // One tick says one right answer; a second one has its worth written.
  const hasMore = isSingle && answers.filter(({ fraction }) => fraction > 0).length > 1;
  const isAuto =
    !hasMore &&
    answers.every(({ fraction }) => Math.abs(fraction - autoFraction(fraction > 0, share, isSingle)) < 1e-9);
  const rows = answers.map(({ text, fraction, feedback = "" }, index) => ({
    text,
    feedback,
    from: String(index),
    worth: isAuto ? "" : percent(fraction),
  }));
  const right = answers.flatMap(({ fraction }, index) => (fraction > 0 ? [String(index)] : []));
  return { ...writeRows(prefix, "choice", rows), [`${prefix}_right`]: isSingle ? right.slice(0, 1) : right };
}

function writeWords(prefix: string, answers: readonly ShortAnswer[]): Fields {
  const rows = answers.map(({ text, fraction, feedback = "" }, index) => ({
    text,
    feedback,
    from: String(index),
    worth: fraction === 1 ? "" : percent(fraction),
  }));
  return writeRows(prefix, "short", rows);
}

function writeFigures(prefix: string, answers: readonly NumericAnswer[]): Fields {
  const rows = answers.map((answer, index): Row => {
    const { fraction, feedback = "" } = answer;
    const rest = { feedback, from: String(index), worth: fraction === 1 ? "" : percent(fraction) };
    if ("value" in answer) {
      return { ...rest, value: String(answer.value), tolerance: answer.tolerance ? String(answer.tolerance) : "" };
    }
    if (answer.min === null && answer.max === null) return { ...rest, value: "*" };
    return { ...rest, min: answer.min?.toString() ?? "", max: answer.max?.toString() ?? "" };
  });
  return writeRows(prefix, "numeric", rows);
}

function numbered<T extends object>(row: T, index: number): T & { from: string } {
  return { ...row, from: String(index) };
}

/** 0.3333… as "33.33333": enough digits to come back as the same part. */
function percent(part: number): string {
  return String(Math.round(part * 1e7) / 1e5);
}

/** How many rows a list of a new question has, before the spare ones. */
export const firstRows: Record<QuestionKind, number> = {
  single: 2,
  several: 3,
  boolean: 2,
  short: 1,
  numeric: 1,
  matching: 2,
  ordering: 2,
  cloze: 1,
  essay: 0,
};
export { spare as spareRows };
