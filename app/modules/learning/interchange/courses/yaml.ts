import { stringify } from "yaml";

/** YAML that reads back as what was given, the same bytes for the same value; what is undefined is left out. */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** The texts of a course in the order of its languages; others, and empty ones, are left out. */
export function textsIn(texts: unknown, languages: readonly string[]): Record<string, string> {
  const all = texts as Record<string, string>;
  return Object.fromEntries(languages.flatMap((language) => (all[language] ? [[language, all[language]]] : [])));
}

/** The value, or undefined when it is what a package means by saying nothing. */
export function unless<T>(standard: T, value: T): T | undefined {
  return JSON.stringify(value) === JSON.stringify(standard) ? undefined : value;
}

/** The numbers before the names: the places as they are while they can be written, else 1, 2, 3 and so on. */
export function numbersOf(items: readonly { position: number }[]): string[] {
  const isWritable = (position: number) => Number.isInteger(position) && position >= 0 && position <= 999;
  const isKept =
    items.every(({ position }) => isWritable(position)) &&
    new Set(items.map(({ position }) => position)).size === items.length;
  return items.map(({ position }, index) => String(isKept ? position : index + 1).padStart(2, "0"));
}
