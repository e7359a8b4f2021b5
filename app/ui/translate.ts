/** What every component asks of the interface's language: a key (and values) in, a sentence out. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

export type Direction = "ltr" | "rtl";
