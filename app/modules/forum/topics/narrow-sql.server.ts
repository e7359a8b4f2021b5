import { Prisma } from "#prisma/generated/client.ts";

/** What is left of a list of topics: those in a language, those with a tag. */
export type Narrowing = { language?: string | null; tag?: string | null };

const { sql } = Prisma;

/** SQL: what a list of topics leaves out that shows those in a language, with a tag, or both; nothing for neither. */
export function narrowedTo({ language, tag }: Narrowing): Prisma.Sql {
  const inLanguage = language ? sql`AND language = ${language}` : Prisma.empty;
  const tagged = tag ? sql`AND id IN (SELECT topic_id FROM topic_tags WHERE tag = ${tag})` : Prisma.empty;
  return sql`${inLanguage} ${tagged}`;
}
