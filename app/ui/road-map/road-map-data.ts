/** A stop of the map. */
export type MapActivity = {
  code: string;
  /** Null where the wording is not available: shown as such, never invented. */
  title: string | null;
  wording: "official" | "provisional" | "unknown";
  lessons: number;
  topics: number;
  webinars: number;
  /** Given for a person's own progress, left out for everybody's map. */
  done?: boolean;
};

/** A road of the map. */
export type MapOutput = {
  code: string;
  title: string;
  /** A few words for the label on the map; the title is shortened where it is missing. */
  short?: string;
  activities: MapActivity[];
};
