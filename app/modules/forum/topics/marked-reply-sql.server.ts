import { unwantedBy } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { excerptLength, excerptOf } from "#app/modules/forum/excerpts.ts";
import { visibleReplies } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** A reply that is something to its topic, with its first words; none by somebody whom the reader has muted or blocked. */
export type MarkedReply = { id: string; number: number; language: string; authorName: string; excerpt: string };

/** The same as the database gives it. */
export type MarkedRow = Omit<MarkedReply, "excerpt"> & { beginning: string };

/** SQL: the reply of the topic `t` with this id as a `MarkedRow`, while the reader `me` may be shown it. */
export function markedReply(id: Prisma.Sql, me: string): Prisma.Sql {
  return Prisma.sql`
    (SELECT json_build_object('id', a.id, 'number', a.number, 'language', a.language, 'authorName', u.name,
                              'beginning', left(a.body, ${excerptLength.source}))
       FROM ${visibleReplies} a JOIN ${allPeople} u ON u.id = a.author_id
      WHERE a.id = ${id} AND a.topic_id = t.id AND a.author_id <> ALL(${unwantedBy(me)}))`;
}

/** It with its first words. */
export function withExcerpt(row: MarkedRow | null): MarkedReply | null {
  if (!row) return null;
  const { beginning, ...reply } = row;
  return { ...reply, excerpt: excerptOf(beginning) };
}
