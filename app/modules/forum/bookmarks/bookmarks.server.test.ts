import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { momentOf } from "#app/modules/forum/reminder.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { bookmarkPost, removeBookmark } from "./bookmark-post.server.ts";
import { listBookmarksFor } from "./list-bookmarks.server.ts";
import { remindOfBookmarks } from "./remind-of-bookmarks.server.ts";

useDatabase();
afterAll(closeQueue);

let ids: string[];
let topic: Awaited<ReturnType<typeof makeTopic>>;
beforeAll(async () => {
  topic = await makeTopic({ replies: 2 });
  const posts = await db().reply.findMany({ where: { topicId: topic.id }, orderBy: { number: "asc" } });
  ids = posts.map(({ id }) => id);
});

test("a reminder falls on nine in the morning of one's own day, tomorrow, in a week or on a day that is still to come", () => {
  const at = new Date("2026-11-30T23:30:00Z");
  // In Nairobi it is the first of December already.
  expect(momentOf("tomorrow", "Africa/Nairobi", at)).toEqual(new Date("2026-12-02T06:00:00Z"));
  expect(momentOf("week", "Africa/Dakar", at)).toEqual(new Date("2026-12-07T09:00:00Z"));
  expect(momentOf("none", "Africa/Dakar", at)).toBeNull();
  expect(momentOf({ day: "2027-03-01" }, "America/Lima", at)).toEqual(new Date("2027-03-01T14:00:00Z"));
  for (const day of ["2026-11-30", "2026-02-30", "2030-01-01", ""])
    expect(momentOf({ day }, "Africa/Dakar", at)).toBeUndefined();
});

test("a bookmark is one's own, kept once however often it is sent, and removed by sending it again", async () => {
  const [member, other] = [await makeUser(), await makeUser()];
  const [id] = ids as [string];
  await Promise.all(Array.from({ length: 4 }, () => bookmarkPost(member, { id, set: "on" })));
  const { bookmarks } = await listBookmarksFor(member);
  expect(bookmarks.map(({ post }) => post?.title)).toEqual(["Who leads your national team?"]);
  expect((await listBookmarksFor(other)).bookmarks).toEqual([]);
  await removeBookmark(other, bookmarks[0]!.id);
  expect((await listBookmarksFor(member)).bookmarks).toHaveLength(1);
  expect((await bookmarkPost(member, { id, set: null })).isBookmarked).toBe(false);
  await expect(bookmarkPost(null, { id, set: "on" })).rejects.toMatchObject({ status: 401 });
  await expect(bookmarkPost(member, { id, set: "on", reminder: { day: "2001-01-01" } })).rejects.toMatchObject({
    status: 400,
  });
});

test("the list goes on after its page, and says of a post that is gone no more than that", async () => {
  const member = await makeUser();
  const many = await makeTopic({ replies: 21 });
  const posts = await db().reply.findMany({ where: { topicId: many.id }, orderBy: { number: "asc" } });
  for (const [minutes, { id }] of posts.entries())
    await bookmarkPost(member, { id, set: "on" }, { at: new Date(Date.now() + minutes * 1000) });
  const first = await listBookmarksFor(member);
  expect([first.bookmarks.length, first.bookmarks[0]!.post!.number]).toEqual([20, 21]);
  const second = await listBookmarksFor(member, { after: first.next });
  expect(second.bookmarks.map(({ post }) => post!.number)).toEqual([1, 0]);
  await deletePost(many.replier, posts[1]!.id);
  const gone = await listBookmarksFor(member, { after: first.next });
  expect(gone.bookmarks.map(({ post }) => post?.number ?? null)).toEqual([null, 0]);
});

test("who wanted to be reminded is, once, in the app and by mail, of what can still be read", async () => {
  const member = await makeUser();
  const [, kept, gone] = ids as [string, string, string];
  for (const id of [kept, gone]) await bookmarkPost(member, { id, set: null, reminder: "tomorrow" });
  expect(await remindOfBookmarks()).toBe(0);
  const later = { at: new Date(Date.now() + 3 * 86_400_000) };
  const handed = await Promise.all([remindOfBookmarks(later), remindOfBookmarks(later), remindOfBookmarks(later)]);
  expect(handed.reduce((sum, count) => sum + count, 0)).toBe(2);
  await deletePost(topic.replier, gone);
  const facts = await db().outboxEvent.findMany({ where: { name: "forum.bookmark.due" }, select: { payload: true } });
  for (const { payload } of [...facts, ...facts])
    await tellOf("forum.bookmark.due", payload as { bookmarkId: string; dueAt: string });
  const notices = await db().notification.findMany({
    where: { userId: member.id },
    select: { kind: true, path: true },
  });
  expect(notices).toEqual([{ kind: "bookmark_due", path: expect.stringContaining("#reply-1") }]);
  expect(await db().outgoingMail.count({ where: { userId: member.id } })).toBe(1);
});
