import { forItsValues } from "#app/infra/statements/plan.ts";
import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;
/** Inside a word so few letters hold no trigram, which is what the index keeps; at its beginning they do. */
const shortWord = 2;

/**
 * SQL: whether the person `u` is one that somebody looks for with these words; everybody, without words. Three letters are
 * looked for anywhere in name and address, one or two where a word begins. Whatever the words, the index
 * `users_name_email_trigrams` leads to few people: of a whole address it is asked for what stands before the @ alone, since all
 * the rest stands in many others.
 */
export function peopleFound(search: string): Prisma.Sql {
  const words = searchedWords(search);
  if (words === "") return sql`TRUE`;
  const [, before] = /^([^@]+)@[^@]/.exec(words) ?? [];
  if (before) {
    const indexed = `${isShort(before) ? "" : "%"}${likeWords(before)}@%`;
    return sql`${forItsValues} (u.email ILIKE ${indexed} AND strpos(u.email, ${words.toLowerCase()}) > 0)`;
  }
  const patterns = isShort(words)
    ? [`${likeWords(words)}%`, `% ${likeWords(words)}%`, `%-${likeWords(words)}%`]
    : [`%${likeWords(words)}%`];
  const inName = patterns.map((pattern) => sql`u.name ILIKE ${pattern}`);
  return sql`${forItsValues} (${Prisma.join(inName, " OR ")} OR u.email ILIKE ${patterns[0]})`;
}

/** What is looked for of what was typed into a field of a search: "" when nothing is. */
export function searchedWords(typed: string): string {
  return typed.replaceAll("\u0000", "").trim().slice(0, 100);
}

function isShort(words: string): boolean {
  return [...words].length <= shortWord;
}

/** Words as a pattern of LIKE that means no more than they say. */
export function likeWords(words: string): string {
  return words.replace(/[\\%_]/g, "\\$&");
}
