import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { QuestionKind } from "#app/modules/learning/questions/questions.ts";

/** What each kind of question is called. */
export const kindLabels: Record<QuestionKind, MessageKey> = {
  single: "authoring.question.kind.single",
  several: "authoring.question.kind.several",
  boolean: "authoring.question.kind.boolean",
  short: "authoring.question.kind.short",
  numeric: "authoring.question.kind.numeric",
  matching: "authoring.question.kind.matching",
  ordering: "authoring.question.kind.ordering",
  cloze: "authoring.question.kind.cloze",
  essay: "authoring.question.kind.essay",
};

/** What each kind asks of a person, for whoever chooses one. */
export const kindHints: Record<QuestionKind, MessageKey> = {
  single: "authoring.question.kind.single_hint",
  several: "authoring.question.kind.several_hint",
  boolean: "authoring.question.kind.boolean_hint",
  short: "authoring.question.kind.short_hint",
  numeric: "authoring.question.kind.numeric_hint",
  matching: "authoring.question.kind.matching_hint",
  ordering: "authoring.question.kind.ordering_hint",
  cloze: "authoring.question.kind.cloze_hint",
  essay: "authoring.question.kind.essay_hint",
};
