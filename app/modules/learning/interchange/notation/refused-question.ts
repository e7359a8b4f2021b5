/** A question that a format cannot carry: why is a translation key. */
export type RefusedQuestion = { key: string; title: string | null; code: string };
