import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { SurveyKind } from "#app/modules/learning/surveys/survey.ts";

/** What each kind of question is called. */
export const surveyKindNames: Record<SurveyKind, MessageKey> = {
  scale: "surveys.kind.scale",
  single: "surveys.kind.single",
  several: "surveys.kind.several",
  text: "surveys.kind.text",
};
