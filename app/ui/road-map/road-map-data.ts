import type { TranslatedText } from "#app/lib/translations.ts";

/** A stop of the map. */
export type MapActivity = {
  code: string;
  /** Its short title in the page's language; "to be confirmed" where nobody knows the wording. */
  title: string;
  wording: "official" | "provisional" | "unknown";
  lessons: number;
  topics: number;
  webinars: number;
  /** Given for a person's own progress, left out for everybody's map. */
  done?: boolean;
  /** Begun and not done yet; shown by the small map. */
  begun?: boolean;
};

/** A road of the map. */
export type MapOutput = {
  code: string;
  /** Its short title in the page's language. */
  title: string;
  /** Its full wording, where it is shown. */
  official?: TranslatedText;
  activities: MapActivity[];
};
