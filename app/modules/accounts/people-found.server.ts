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
  const words = search.replaceAll("\u0000", "").trim().slice(0, 100);
  if (words === "") return sql`TRUE`;
  const [, before] = /^([^@]+)@[^@]/.exec(words) ?? [];
  if (before) {
    const indexed = `${isShort(before) ? "" : "%"}${plain(before)}@%`;
    return sql`(u.email ILIKE ${indexed} AND strpos(u.email, ${words.toLowerCase()}) > 0)`;
  }
  const patterns = isShort(words)
    ? [`${plain(words)}%`, `% ${plain(words)}%`, `%-${plain(words)}%`]
    : [`%${plain(words)}%`];
  const inName = patterns.map((pattern) => sql`u.name ILIKE ${pattern}`);
  return sql`(${Prisma.join(inName, " OR ")} OR u.email ILIKE ${patterns[0]})`;
}

function isShort(words: string): boolean {
  return [...words].length <= shortWord;
}

/** Without signs that mean something to LIKE. */
function plain(words: string): string {
  return words.replace(/[\\%_]/g, "\\$&");
}
