import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { AppError, type FieldErrors } from "#app/infra/app-error.ts";

export const surveyKinds = ["scale", "single", "several", "text"] as const;
export type SurveyKind = (typeof surveyKinds)[number];

/** A question of a survey in one language. `choices`: of "single" and "several" what one chooses from; of "scale" the words at its two ends. */
export type SurveyTranslation = { prompt: string; choices?: string[] };

export type SurveyItem = {
  key: string;
  kind: SurveyKind;
  isRequired: boolean;
  translations: Record<string, SurveyTranslation>;
};

/** A scale goes from 1 to this. */
export const scaleEnd = 5;
export const longestText = 5000;

/** A question as a reader sees it, with the language that it is really in. */
export type AskedSurveyItem = Omit<SurveyItem, "translations"> & {
  /** The name of its field: "s1", "s2", … */
  field: string;
  number: number;
  language: string;
  prompt: string;
  choices: string[];
};

/** The questions in `language`, each in the survey's own where that layer is missing. */
export function askSurvey(
  items: readonly SurveyItem[],
  { language, ownLanguage }: { language: string; ownLanguage: string },
): AskedSurveyItem[] {
  return items.map(({ translations, ...item }, index) => {
    const code =
      [language, ownLanguage, ...Object.keys(translations)].find((one) => Object.hasOwn(translations, one)) ??
      ownLanguage;
    const translation = translations[code] ?? { prompt: "" };
    const place = { number: index + 1, field: `s${index + 1}`, language: code };
    return { ...item, ...place, prompt: translation.prompt, choices: translation.choices ?? [] };
  });
}

/** How many choices a question has, the same in each language. */
export function choiceCount({ kind, translations }: Pick<SurveyItem, "kind" | "translations">): number {
  if (kind === "scale") return scaleEnd;
  return kind === "text" ? 0 : Math.max(0, ...Object.values(translations).map(({ choices }) => choices?.length ?? 0));
}

/**
 * What a form sent, as it is kept: for each question (in order) its values, [] for none. Chosen indexes count from "0", a
 * scale from "1". Throws AppError 400 "error.form" that names each field that is required and empty, or holds what the
 * question does not offer, or more than one of what can be chosen once.
 */
export function readSurveyAnswers(items: readonly SurveyItem[], fields: Record<string, unknown>): string[][] {
  const wrong: FieldErrors = {};
  const answers = items.map((item, index) => {
    const field = `s${index + 1}`;
    const given = Object.hasOwn(fields, field) ? fields[field] : [];
    const values = (Array.isArray(given) ? given : [given]).filter((one): one is string => typeof one === "string");
    const read = readValues(item, values);
    if (typeof read === "string") wrong[field] = { code: read, values: { max: longestText } };
    else if (read.length === 0 && item.isRequired) wrong[field] = { code: "surveys.error.required" };
    return typeof read === "string" ? [] : read;
  });
  if (Object.keys(wrong).length > 0) throw new AppError("error.form", 400, { fields: wrong });
  return answers;
}

/** The values, or the code of what is wrong with them. */
function readValues(item: SurveyItem, values: string[]): string[] | MessageKey {
  if (item.kind === "text") {
    const text = (values[0] ?? "").replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, "").trim();
    if (text.length > longestText) return "error.field.too_long";
    return text === "" ? [] : [text];
  }
  const chosen = [...new Set(values.filter((value) => value !== ""))];
  const [least, most] = item.kind === "scale" ? [1, scaleEnd] : [0, choiceCount(item) - 1];
  const isKnown = (value: string) => /^\d{1,3}$/.test(value) && Number(value) >= least && Number(value) <= most;
  if (!chosen.every(isKnown) || (item.kind !== "several" && chosen.length > 1)) return "error.field.invalid";
  return chosen.sort((a, b) => Number(a) - Number(b));
}
