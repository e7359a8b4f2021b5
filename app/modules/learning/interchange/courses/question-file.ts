import type { ExportedQuestion } from "./load-for-export.server.ts";
import { toYaml } from "./yaml.ts";

/**
 * One language of the questions as a file, in the order in which they are given; a question that is not in this language
 * is left out. Null when none is. What depends on the place in a file is not written.
 */
export function questionFile(questions: readonly ExportedQuestion[], language: string): string | null {
  const translations = questions.flatMap(({ key, tags, versions }) => {
    const translation = (versions[0]?.translations as Record<string, Record<string, unknown>> | undefined)?.[language];
    if (!translation) return [];
    const { line: _, category: __, tags: ___, key: ____, kind, title, prompt, format, marks, ...rest } = translation;
    const named = title === null || title === undefined ? {} : { title };
    return [{ key, kind, ...named, ...(tags.length > 0 && { tags }), prompt, format, marks, ...sorted(rest) }];
  });
  return translations.length > 0 ? toYaml(translations) : null;
}

/** PostgreSQL gives the keys of its JSON back in an order of its own; a file has the same one always. */
function sorted(value: unknown): Record<string, unknown> {
  return deep(value) as Record<string, unknown>;
}

function deep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deep);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, deep(inner)]));
}
