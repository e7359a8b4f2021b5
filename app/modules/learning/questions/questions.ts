/** How a prompt, an answer and a feedback are to be shown. GIFT's "moodle" format counts as plain text. */
export type TextFormat = "plain" | "markdown" | "html";

/** The part of the marks that an answer earns, from -1 to 1. */
type Fraction = number;

export interface ChoiceAnswer {
  text: string;
  fraction: Fraction;
  feedback?: string;
}

/** An accepted text; `*` stands for any characters, `\*` for a star. Compared without regard to case and spacing. */
export interface ShortAnswer {
  text: string;
  fraction: Fraction;
  feedback?: string;
}

/** A number with its tolerance, or a range; `null` leaves that side open, so that null to null is any number. */
export type NumericAnswer = { fraction: Fraction; feedback?: string } & (
  { value: number; tolerance: number } | { min: number | null; max: number | null }
);

export interface QuestionBase {
  /** The question's name in its quiz, the same in every language: its title as a slug, or q1, q2, … */
  key: string;
  title: string | null;
  prompt: string;
  format: TextFormat;
  /** Marks for a full answer. GIFT has no place for them: 1. */
  marks: number;
  /** Feedback for any answer, for a right one, for a partly right one and for any other. */
  feedback?: { general?: string; right?: string; partly?: string; wrong?: string };
  /** What a wrong answer costs here, as a part of the marks from 0 to 1, instead of what the quiz says. */
  penalty?: number;
  /** Words for finding questions in the bank. */
  tags?: string[];
  /** Names of the course's files that the texts show, as "files/<name>". */
  files?: string[];
  /** GIFT's `$CATEGORY`, as written. */
  category: string | null;
  /** Where the question begins in its file, from 1. */
  line: number;
}

/** In a "boolean", answer 0 is "true" and answer 1 is "false"; pages use their own words for them. */
export interface ChoiceQuestion extends QuestionBase {
  kind: "single" | "several" | "boolean";
  answers: ChoiceAnswer[];
}

/** The first answer that fits decides, as in Moodle. */
export interface ShortQuestion extends QuestionBase {
  kind: "short";
  answers: ShortAnswer[];
}

/** The first answer that fits decides, as in Moodle. */
export interface NumericQuestion extends QuestionBase {
  kind: "numeric";
  answers: NumericAnswer[];
}

/**
 * Pairs of a prompt and what belongs to it. People choose among all different answers and the `extra` ones. A response has
 * one element for each pair, in the order of the pairs: the index in `matchChoices(question)`, or "" for none.
 */
export interface MatchingQuestion extends QuestionBase {
  kind: "matching";
  pairs: { prompt: string; answer: string }[];
  /** Answers that belong to nothing. */
  extra: string[];
}

/**
 * Things to be put in order; `items` stand in the right one. A response has one element for each place, first to last: the
 * index of the item that was put there, or "" for none.
 */
export interface OrderingQuestion extends QuestionBase {
  kind: "ordering";
  items: string[];
}

/** One gap of a cloze text; it weighs as much as `weight` says among the others. */
export type ClozeGap = { weight: number } & (
  | { kind: "choice"; answers: ChoiceAnswer[] }
  | { kind: "short"; answers: ShortAnswer[] }
  | { kind: "numeric"; answers: NumericAnswer[] }
);

/**
 * A text with gaps: the prompt holds `[[1]]`, `[[2]]`, … where they stand, each once. A response has one element for each
 * gap, in that order: the index of the chosen answer or the typed text, "" for none.
 */
export interface ClozeQuestion extends QuestionBase {
  kind: "cloze";
  gaps: ClozeGap[];
}

/** A text that a person marks. A response is the text as the only element. */
export interface EssayQuestion extends QuestionBase {
  kind: "essay";
  /** What the field holds to begin with. */
  template?: string;
  minWords?: number;
  maxWords?: number;
  /** What whoever marks it is told; learners never see it. */
  notes?: string;
}

export type Question =
  | ChoiceQuestion
  | ShortQuestion
  | NumericQuestion
  | MatchingQuestion
  | OrderingQuestion
  | ClozeQuestion
  | EssayQuestion;
export type QuestionKind = Question["kind"];

export const questionKinds = [
  "single",
  "several",
  "boolean",
  "short",
  "numeric",
  "matching",
  "ordering",
  "cloze",
  "essay",
] as const satisfies readonly QuestionKind[];

/** What people choose from in a matching question: every different answer once, then the extra ones, in this order. */
export function matchChoices({ pairs, extra }: Pick<MatchingQuestion, "pairs" | "extra">): string[] {
  return [...new Set([...pairs.map(({ answer }) => answer), ...extra])];
}

/** Whether answers with weights stand in the question itself: people choose among them, or write one of them. */
export function hasAnswers(question: Question): question is ChoiceQuestion | ShortQuestion | NumericQuestion {
  return isChoice(question) || question.kind === "short" || question.kind === "numeric";
}

/** Whether people choose among the answers; else they write. Throws nothing. */
export function isChoice(question: Question): question is ChoiceQuestion {
  return question.kind === "single" || question.kind === "several" || question.kind === "boolean";
}
