/** The interface's languages that are complete today; the six of the product arrive one by one. */
export const languages = ["en", "fr", "ar"] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = "en";

/** Each language under its own name, for menus. */
export const languageNames: Record<Language, string> = { en: "English", fr: "Français", ar: "العربية" };

/** Whether `value` is an interface language. */
export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && (languages as readonly string[]).includes(value);
}

/** Writing direction of any BCP 47 language, also of content in a language that the interface does not speak. */
export function directionOf(language: string): "ltr" | "rtl" {
  return /^(ar|fa|he|ur|ps|sd|ug|yi|dv)\b/.test(language) ? "rtl" : "ltr";
}
