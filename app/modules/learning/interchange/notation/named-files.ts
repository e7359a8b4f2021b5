import type { Question } from "#app/modules/learning/questions/questions.ts";

const named = /(?<![\w/.-])files\/([a-z0-9][a-z0-9-]*\.[a-z0-9]{2,5})(?![\w-])/g;

/** The names of the course's files that a question's texts show, each once, in order. Throws nothing. */
export function namedFiles(question: Question): string[] {
  const names = new Set<string>();
  mapTexts(question, (text) => {
    for (const [, name] of text.matchAll(named)) if (name) names.add(name);
    return text;
  });
  return [...names].sort();
}

/** The question with other names of files in its texts and its list. */
export function renameFiles(question: Question, names: ReadonlyMap<string, string>): Question {
  const rename = (text: string) =>
    text.replace(named, (found, name: string) => (names.has(name) ? `files/${names.get(name)}` : found));
  const files = question.files?.map((name) => names.get(name) ?? name);
  return { ...mapTexts(question, rename), ...(files && { files: [...new Set(files)].sort() }) };
}

const structural = new Set(["key", "kind", "format", "category", "files", "tags", "title"]);

/** A copy with `change` applied to every text that people read or that is compared with what they write. */
export function mapTexts<Q extends object>(question: Q, change: (text: string) => string): Q {
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return change(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, structural.has(name) ? inner : walk(inner)]),
    );
  };
  return walk(question) as Q;
}
