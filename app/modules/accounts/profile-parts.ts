/** Parts of a person's page that they may keep to themselves. */
export const profileParts = ["institution", "themes", "languages", "writing", "teaching"] as const;
export type ProfilePart = (typeof profileParts)[number];

/** The parts that say how a person can be reached: whom they have blocked is not shown these. */
export const contactParts: readonly ProfilePart[] = ["institution", "languages"];

/** Languages that people say they can be written to in: the six of the United Nations. */
export const spokenLanguages = ["ar", "en", "es", "fr", "ru", "zh"] as const;
