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

interface QuestionBase {
  /** The question's name in its quiz, the same in every language: its title as a slug, or q1, q2, … */
  key: string;
  title: string | null;
  prompt: string;
  format: TextFormat;
  /** Marks for a full answer. GIFT has no place for them: 1. */
  marks: number;
  /** Feedback for any answer, for a right one and for any other. */
  feedback?: { general?: string; right?: string; wrong?: string };
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

export type Question = ChoiceQuestion | ShortQuestion | NumericQuestion;
export type QuestionKind = Question["kind"];

/** Whether people choose among the answers; else they write. Throws nothing. */
export function isChoice(question: Question): question is ChoiceQuestion {
  return question.kind === "single" || question.kind === "several" || question.kind === "boolean";
}
