import { fieldError, forbidden, notFound } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { type Db, db, type Tx } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { canRenameTag, keepsAny, keepsForum } from "#app/modules/forum/policy.ts";
import type { RenameTagInput } from "#app/modules/forum/schemas.ts";
import { visibleTopics } from "#app/modules/forum/sight.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { lockTags } from "./write-tags.server.ts";

type FoundTag = { tag: string; count: number };

/**
 * A tag with how many topics have it, for who may rename it: whoever facilitates all the spaces of these topics. Throws 401, 403
 * "forum.error.rename_tag", 404 for a tag of nothing that they may read. One SQL statement.
 */
export async function getTagToRename(maybe: MaybeActor, tag: string): Promise<FoundTag> {
  return findTag(db(), requirePoster(maybe), tag);
}

/** Whether the actor may rename a tag that they see. One SQL statement, none for who facilitates nothing, or the whole forum. */
export async function mayRenameTag(actor: MaybeActor, tag: string): Promise<boolean> {
  if (!keepsAny(actor)) return false;
  if (keepsForum(actor)) return canRenameTag(actor, { isElsewhere: true });
  return canRenameTag(actor, await readPlaces(db(), actor, tag));
}

/**
 * Gives a tag another name, in all topics and for all who have chosen a level for it; its old address leads on for ever, and so does
 * whoever writes the old name. Where the other name is a tag already, or leads to one, the two become one, when the actor may rename that, too,
 * and `merge` says so: a topic that had both
 * has it once, and who had chosen for both hears the more of the two. Two at once come one after the other. Leaves an audit line. Throws
 * as `getTagToRename`, and 400 beside `name`: "forum.error.tag_same", "forum.error.tag_exists". Returns the name that it has now.
 */
export async function renameTag(
  maybe: MaybeActor,
  old: string,
  { name: typed, merge }: RenameTagInput,
): Promise<string> {
  const actor = requirePoster(maybe);
  return transaction(async (tx) => {
    await lockTags(tx);
    const { count } = await findTag(tx, actor, old);
    if (typed === old) throw fieldError("name", "forum.error.tag_same");
    const { name, isThere, isElsewhere } = await findTarget(tx, actor, typed, old);
    // Who has chosen a level for one of the two hears of both. It is the same answer for a tag that the actor does not see.
    if (isThere && !canRenameTag(actor, { isElsewhere })) throw forbidden("forum.error.rename_tag");
    if (isThere && !merge) throw fieldError("name", "forum.error.tag_exists", { tag: `#${name}` });
    await tx.$executeRaw`
      DELETE FROM topic_tags g USING topic_tags other
       WHERE g.tag = ${old} AND other.topic_id = g.topic_id AND other.tag = ${name}`;
    await tx.topicTag.updateMany({ where: { tag: old }, data: { tag: name } });
    await tx.$executeRaw`
      INSERT INTO tag_levels AS l (user_id, tag, level, since)
      SELECT user_id, ${name}, level, since FROM tag_levels WHERE tag = ${old}
      ON CONFLICT (user_id, tag) DO UPDATE
         SET level = least(l.level, EXCLUDED.level), since = least(l.since, EXCLUDED.since)`;
    await tx.tagLevel.deleteMany({ where: { tag: old } });
    // What led to the old name leads to the new one without a detour, and the new one leads nowhere else.
    await tx.tagAlias.deleteMany({ where: { tag: { in: [old, name] } } });
    await tx.tagAlias.updateMany({ where: { into: old }, data: { into: name } });
    await tx.tagAlias.create({ data: { tag: old, into: name } });
    const line = { actorId: actor.id, subject: `tag:${old}`, data: { from: old, to: name, count } };
    await recordAudit(tx, isThere ? { action: "forum.tag.merged", ...line } : { action: "forum.tag.changed", ...line });
    return name;
  });
}

/**
 * The tag that another one becomes which shall be called so: where that name leads to a third one that topics have, that one; the address
 * of a tag is taken over by no other.
 */
async function findTarget(tx: Tx, actor: Actor, typed: string, old: string) {
  const places = await readPlaces(tx, actor, typed);
  const alias = places.isThere ? null : await tx.tagAlias.findUnique({ where: { tag: typed } });
  if (!alias || alias.into === old) return { name: typed, ...places };
  const beyond = await readPlaces(tx, actor, alias.into);
  return beyond.isThere ? { name: alias.into, ...beyond } : { name: typed, ...places };
}

/**
 * What a tag is called now that is called so no more, while the actor reads something that has the new name and nothing that has the old
 * one; else null. One SQL statement.
 */
export async function findRenamedTag(actor: MaybeActor, tag: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ into: string }[]>`
    SELECT a."into" FROM tag_aliases a
     WHERE a.tag = ${tag}
       AND EXISTS (SELECT FROM topic_tags g JOIN ${visibleTopics(actor)} t ON t.id = g.topic_id WHERE g.tag = a."into")
       AND NOT EXISTS (SELECT FROM topic_tags g JOIN ${visibleTopics(actor)} t ON t.id = g.topic_id WHERE g.tag = a.tag)`;
  return row?.into ?? null;
}

async function findTag(from: Db, actor: Actor, tag: string): Promise<FoundTag> {
  const [row] = await from.$queryRaw<{ count: number; isSeen: boolean; isElsewhere: boolean }[]>`
    SELECT (SELECT count(*)::int FROM topic_tags WHERE tag = ${tag}) AS count, ${isElsewhere(actor, tag)} AS "isElsewhere",
           EXISTS (SELECT FROM topic_tags g JOIN ${visibleTopics(actor)} t ON t.id = g.topic_id WHERE g.tag = ${tag}) AS "isSeen"`;
  if (!row!.isSeen) throw notFound();
  if (!canRenameTag(actor, row!)) throw forbidden("forum.error.rename_tag");
  return { tag, count: row!.count };
}

/** SQL: whether topics have a tag, in whatever state they are, in a space that the actor is not a facilitator of. */
function isElsewhere(actor: Actor, tag: string): Prisma.Sql {
  return Prisma.sql`
    EXISTS (SELECT FROM topic_tags g JOIN topics t ON t.id = g.topic_id
             WHERE g.tag = ${tag} AND t.space_code <> ALL(${actor.facilitates}))`;
}

/** Whether topics have a tag at all, and whether some of them do elsewhere. */
async function readPlaces(from: Db, actor: Actor, tag: string): Promise<{ isThere: boolean; isElsewhere: boolean }> {
  const [row] = await from.$queryRaw<{ isThere: boolean; isElsewhere: boolean }[]>`
    SELECT EXISTS (SELECT FROM topic_tags WHERE tag = ${tag}) AS "isThere", ${isElsewhere(actor, tag)} AS "isElsewhere"`;
  return row!;
}
