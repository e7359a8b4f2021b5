import { comparableJson } from "#app/lib/canonical-json.ts";

/** Whether every value that `wished` names is the same in `present`. */
export function containsAll(present: Record<string, unknown>, wished: Record<string, unknown>): boolean {
  return Object.entries(wished).every(([name, value]) => comparableJson(present[name]) === comparableJson(value));
}

/**
 * A question's translations as far as they are its own: without the line it stands on (moving a question in its file does not
 * change it), and without the tags, which stand beside them.
 */
export function withoutLines(translations: object): unknown {
  return Object.fromEntries(
    Object.entries(translations).map(([language, translation]) => {
      const { line: _, category: __, tags: ___, ...own } = translation as Record<string, unknown>;
      return [language, own];
    }),
  );
}

/** A text as packages carry it: "\n" line ends, no empty lines around it. */
export function normalBody(body: string): string {
  return body.replace(/\r\n?/g, "\n").replace(/^\n+/, "").trimEnd();
}

/** Texts without those that say nothing: a summary that is empty is none. */
export function spokenTexts(texts: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(texts as Record<string, string>).filter(([, text]) => text !== ""));
}

/** Whether two lists of slugs are the same in the same order. */
export function isSameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((slug, position) => slug === other[position]);
}
