import { excerpt } from "#app/lib/markdown.ts";
import { FactMemory } from "#app/lib/memory/fact-memory.ts";
import { singleton } from "#app/lib/singleton.ts";

/** Characters of an excerpt, and of the Markdown that it is made of. */
export const excerptLength = { words: 180, source: 700 };

/** Lists show the same beginnings over and over, and to read one as Markdown takes longer than all else in its row. */
export function excerptOf(beginning: string): string {
  const sizeOf = (text: string) => text.length;
  const memory = singleton("topic-excerpts", () => new FactMemory<string>({ room: 500_000, sizeOf }));
  return memory.get(beginning, () => excerpt(beginning, excerptLength.words));
}
