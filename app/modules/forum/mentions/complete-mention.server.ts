import { AppError, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { consumeLimit } from "#app/infra/limits.server.ts";
import { upTo } from "#app/infra/statements/plan.ts";
import { facilitatorsCalled } from "#app/lib/mentions.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { beginsLike, isNamed, mentionableBy } from "#app/modules/accounts/records/mentionable.server.ts";
import {
  personReads,
  personSeesSpace,
  presentTopics,
  visibleReplies,
  visibleSpaces,
  visibleTopics,
} from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

const completions = { name: "mention_completion", points: 120, seconds: 60 };
/** People and groups offered at a time. */
const offered = 8;
/** Longer than any handle, in characters. */
const longestTyped = 80;
/** The latest posts of a topic, or topics of a space, whose authors come first, and how many of everybody are put in order. */
const [latest, sorted] = [300, 400];

/** Where a mention is written: in a topic, by its number, or in a new one of a space. */
export type MentionPlace = { topic: number } | { space: string };

/** Whom a text may call: `handle` is what stands behind the "@" (docs/decisions/mentions.md). */
export type Mentionable = { handle: string; name: string };

/**
 * Whom somebody may mean who has typed "@" and the beginning of a name, at most eight: people who may read what is written there and whom
 * the actor has not blocked, those who take part in it first, then members of its space; last the facilitators together, called `group`.
 * Without anything typed, those who take part. Two SQL statements beside the limit. Throws as `requirePoster`, 404 for a place that the
 * actor may not see, 400 without one and for more than eighty characters, 429 after 120 a minute.
 */
export async function completeMention(
  maybe: MaybeActor,
  { typed, place, group }: { typed: string; place: MentionPlace | null; group: string },
): Promise<Mentionable[]> {
  const actor = requirePoster(maybe);
  if (!place) throw new AppError("forum.error.mention_place", 400);
  const asked = typed.replaceAll("\0", "").trim();
  if (asked.length > longestTyped) throw new AppError("error.field.too_long", 400, { values: { max: longestTyped } });
  await consumeLimit(completions, actor.id);
  const isGroup = asked === "" ? sql`true` : beginsLike(`${facilitatorsCalled} ${group}`, asked);
  const here = await findPlace(actor, place, isGroup);
  const people = await db().$queryRaw<Mentionable[]>(peopleAt(actor, here, asked));
  if (!here.callsGroup) return people;
  return [...people.slice(0, offered - 1), { handle: facilitatorsCalled, name: group }];
}

type Place = { code: string; topicId: string | null; callsGroup: boolean };

/** `callsGroup`: whether the facilitators are offered; where the actor is the only one, or there are none, nobody would be told. */
async function findPlace(actor: Actor, place: MentionPlace, isGroup: Prisma.Sql): Promise<Place> {
  const callsGroup = sql`(${isGroup} AND EXISTS (
    SELECT FROM space_members m WHERE m.space_code = s.code AND m.role = 'facilitator' AND m.user_id <> ${actor.id}::uuid))`;
  const rows =
    "topic" in place
      ? await db().$queryRaw<Place[]>`
          SELECT s.code, t.id AS "topicId", ${callsGroup} AS "callsGroup"
            FROM ${visibleTopics(actor)} t JOIN spaces s ON s.code = t.space_code WHERE t.public_id = ${place.topic}`
      : await db().$queryRaw<Place[]>`
          SELECT s.code, NULL AS "topicId", ${callsGroup} AS "callsGroup"
            FROM ${visibleSpaces(actor)} s WHERE s.code = ${place.space}`;
  const [found] = rows;
  if (!found) throw notFound();
  return found;
}

/** Those near are few, and looked at one by one; of everybody else the index finds some, which are enough to choose eight from. */
function peopleAt(actor: Actor, { code, topicId }: Place, asked: string): Prisma.Sql {
  const reads = topicId
    ? sql`EXISTS (SELECT FROM ${presentTopics} t WHERE t.id = ${topicId}::uuid AND ${personReads})`
    : personSeesSpace(code);
  const named = asked === "" ? sql`true` : isNamed(asked);
  const others = sql`
    UNION ALL (
      SELECT u.id, u.handle, u.name, CASE WHEN ${code} = ANY(u.member_of) THEN 1 ELSE 2 END
        FROM ${mentionableBy(actor.id)} u
       WHERE ${named} AND ${reads} AND NOT EXISTS (SELECT FROM near n WHERE n.id = u.id)
       ${upTo(sorted)})`;
  return sql`
    WITH near AS MATERIALIZED (
      SELECT id, min(turn) AS turn
        FROM (${topicId ? inTopic(topicId) : inSpace(actor, code)}
              UNION ALL
              SELECT user_id, 1 FROM space_members WHERE space_code = ${code} AND role = 'facilitator') AS n (id, turn)
       GROUP BY id)
    SELECT handle, name
      FROM (SELECT u.id, u.handle, u.name, n.turn
              FROM near n JOIN ${mentionableBy(actor.id)} u ON u.id = n.id
             WHERE ${named} AND ${reads}
            ${asked === "" ? Prisma.empty : others}) found
     ORDER BY turn, lower(name), id ${upTo(offered)}`;
}

const inTopic = (topicId: string) => sql`
  SELECT author_id, 0 FROM (
    SELECT author_id FROM ${visibleReplies} p WHERE topic_id = ${topicId}::uuid ORDER BY number DESC ${upTo(latest)}) p`;

const inSpace = (actor: Actor, code: string) => sql`
  SELECT unnest(ARRAY[author_id, last_reply_author_id]), 0 FROM (
    SELECT author_id, last_reply_author_id FROM ${visibleTopics(actor)} t
     WHERE space_code = ${code} ORDER BY last_reply_at DESC, id DESC ${upTo(latest)}) t`;
