import type { Fields } from "#app/modules/learning/bank/fields.ts";
import type { QuestionKind } from "#app/modules/learning/questions/questions.ts";
import type { QuestionState } from "./typed-fields.ts";

/** What the fields of a question are made of. */
export type QuestionFieldsProps = {
  state: QuestionState;
  kind: QuestionKind;
  language: string;
  /** Of a translation: the form of the original and its language. */
  original: { fields: Fields; language: string } | null;
  tags: string;
  action: string;
};
