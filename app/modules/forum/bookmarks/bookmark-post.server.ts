import { AppError, fieldError } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { type FoundPost, getPostFor } from "#app/modules/forum/find-post.server.ts";
import { lockPoster } from "#app/modules/forum/lock-poster.server.ts";
import { momentOf, type Reminder } from "#app/modules/forum/reminder.ts";
import { type Switch, switched } from "#app/modules/forum/switch.ts";
import { isUuid } from "#app/lib/uuid.ts";

/** Most bookmarks of one person. */
const maxBookmarks = 1000;

type Wish = { id: string; set: Switch | null; reminder?: Reminder };

/** A post with the actor's bookmark of it, for the form that sets a reminder. Throws 401, 403 when suspended, 404, 410. */
export async function getBookmarkFor(maybe: MaybeActor, id: string) {
  const actor = requireActive(maybe);
  const post = await getPostFor(actor, id);
  const where = { userId_replyId: { userId: actor.id, replyId: post.id } };
  return { post, bookmark: await db().bookmark.findUnique({ where, select: { remindAt: true } }) };
}

/**
 * Bookmarks a post for the actor (`set` on), removes the bookmark (off), or whichever of them changes something (null). With a
 * reminder the post is bookmarked in any case, and the reminder is set in the place of an earlier one. Only the actor knows. Throws as
 * `getBookmarkFor`, 409 "forum.error.bookmarks_full" for the 1,001st, 400 with "forum.error.reminder" beside `date` for a day that has passed.
 */
export async function bookmarkPost(
  maybe: MaybeActor,
  { id, set, reminder }: Wish,
  { at = new Date() } = {},
): Promise<{ post: FoundPost; isBookmarked: boolean; remindAt: Date | null }> {
  const actor = requireActive(maybe);
  const post = await getPostFor(actor, id);
  const pair = { userId: actor.id, replyId: post.id };
  const remindAt = reminder === undefined ? undefined : momentOf(reminder, actor.zone, at);
  if (reminder !== undefined && remindAt === undefined) throw fieldError("date", "forum.error.reminder");
  return transaction(async (tx) => {
    await lockPoster(tx, actor);
    const where = { userId_replyId: pair };
    const found = await tx.bookmark.findUnique({ where, select: { remindAt: true } });
    const keeps = reminder !== undefined || switched(found !== null, set);
    if (!keeps) {
      await tx.bookmark.deleteMany({ where: pair });
      return { post, isBookmarked: false, remindAt: null };
    }
    if (!found && (await tx.bookmark.count({ where: { userId: actor.id } })) >= maxBookmarks)
      throw new AppError("forum.error.bookmarks_full", 409, { values: { count: maxBookmarks } });
    const wanted = remindAt === undefined ? (found?.remindAt ?? null) : remindAt;
    await tx.bookmark.upsert({
      where,
      create: { ...pair, createdAt: at, remindAt: wanted },
      update: { remindAt: wanted },
      select: { id: true },
    });
    return { post, isBookmarked: true, remindAt: wanted };
  });
}

/** Removes a bookmark of the actor's, whatever has become of its post; twice changes nothing. Throws 401, 403. */
export async function removeBookmark(maybe: MaybeActor, id: string): Promise<void> {
  const actor = requireActive(maybe);
  if (isUuid(id)) await db().bookmark.deleteMany({ where: { id, userId: actor.id } });
}
