export type { Translate } from "#app/i18n/translator.ts";

export type Direction = "ltr" | "rtl";
