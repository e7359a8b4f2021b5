import { afterAll, describe, expect, test } from "vitest";
import { db, pool } from "#app/infra/db.server.ts";
import { messageIdFor } from "#app/infra/mail.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { markAllRead } from "#app/modules/notifications/list-notifications.server.ts";
import { mailNotification, sweepDueMails } from "#app/modules/notifications/mail-notification.server.ts";
import { saveMailSettings } from "#app/modules/notifications/save-mail-settings.server.ts";
import { makeNotice } from "#test/factories/notifications.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { databaseWork } from "#test/helpers/database-work.ts";
import { handedOver } from "#test/helpers/handed-over.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

const minute = 60_000;
const start = new Date("2026-11-23T10:00:00Z");
const later = (minutes: number) => new Date(start.getTime() + minutes * minute);
const mailsOf = (userId: string) => db().outgoingMail.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });
const rowOf = (userId: string) => db().notification.findFirstOrThrow({ where: { userId } });

/** A topic of `author`, and a way to reply to it that tells its followers. */
async function conversation(author: Actor, title = "Who leads your national team?") {
  const topic = await makeTopic({ author, title, at: later(-60) });
  const reply = async (by: Actor, body: string, at: Date) => {
    const { number } = requirePosted(await postReply(by, { publicId: topic.publicId, body }, { at }));
    const { id } = await db().reply.findUniqueOrThrow({ where: { topicId_number: { topicId: topic.id, number } } });
    await tellOf("forum.reply.posted", { replyId: id }, { at });
  };
  return { topic, reply };
}

async function mailDue(userId: string, at: Date): Promise<boolean> {
  const { id, mailDueAt } = await rowOf(userId);
  return (
    mailDueAt !== null &&
    mailDueAt <= at &&
    mailNotification({ notificationId: id, dueAt: mailDueAt.toISOString() }, { at })
  );
}

describe("the mail about a reply", () => {
  test("waits ten minutes, carries the text, and is made once", async () => {
    const author = await makeUser({ role: "trainer" });
    const { topic, reply } = await conversation(author);
    const awa = await makeUser({ name: "Awa Ndiaye", role: "trainer" });
    await reply(awa, "The *ministry* does.\n\nWith two agencies.", start);
    expect((await rowOf(author.id)).mailDueAt).toEqual(later(10));
    expect(await mailDue(author.id, later(9))).toBe(false);
    const { id } = await rowOf(author.id);
    const due = { notificationId: id, dueAt: later(10).toISOString() };
    const made = await Promise.all([
      mailNotification(due, { at: later(10) }),
      mailNotification(due, { at: later(10) }),
    ]);
    expect(made.sort()).toEqual([false, true]);
    const [mail, ...others] = await mailsOf(author.id);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      recipient: author.email,
      subject: `[${topic.spaceCode}] Who leads your national team?`,
    });
    expect(mail!.text).toContain("The ministry does.\n\nWith two agencies.");
    expect(mail!.text).toContain("you follow this topic");
    const headers = mail!.headers as Record<string, string>;
    expect(headers.References).toBe(messageIdFor(`topic:${topic.id}`));
    expect(headers["List-ID"]).toBe(`<${topic.spaceCode}.forum.localhost>`);
    expect(headers["List-Unsubscribe"]).toMatch(/^<http:\/\/localhost:3000\/mail\/unsubscribe\/[\w-]{32}>$/);
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(mail!.text).toContain(headers["List-Unsubscribe"]!.slice(1, -1));
  });

  test("tells later only what came since, an hour after the first at the earliest", async () => {
    const author = await makeUser({ role: "trainer" });
    const { reply } = await conversation(author);
    const [awa, binh] = [
      await makeUser({ name: "Awa", role: "trainer" }),
      await makeUser({ name: "Bình", role: "trainer" }),
    ];
    await reply(awa, "First answer", start);
    expect(await mailDue(author.id, later(11))).toBe(true);
    await reply(binh, "Second answer", later(12));
    await reply(awa, "Third answer", later(13));
    expect((await rowOf(author.id)).mailDueAt).toEqual(later(71));
    expect(await mailDue(author.id, later(72))).toBe(true);
    const mail = (await mailsOf(author.id))[1]!;
    expect(mail.text).toContain("Second answer");
    expect(mail.text).toContain("Third answer");
    expect(mail.text).not.toContain("First answer");
    expect((mail.headers as Record<string, string>).References).toBe(
      ((await mailsOf(author.id))[0]!.headers as Record<string, string>).References,
    );
  });

  test("is dropped when the notification was read, and when the topic was", async () => {
    const author = await makeUser({ role: "trainer" });
    const { topic, reply } = await conversation(author);
    const awa = await makeUser({ role: "trainer" });
    await reply(awa, "An answer", start);
    await markAllRead(author, { until: later(5) });
    expect((await rowOf(author.id)).mailDueAt).toBeNull();
    await reply(awa, "Another answer", later(6));
    await markRead(author, topic.publicId, 2);
    expect(await mailDue(author.id, later(120))).toBe(false);
    expect(await mailsOf(author.id)).toEqual([]);
    expect((await rowOf(author.id)).mailDueAt).toBeNull();
  });

  test("is for confirmed addresses, people who are not suspended, and who wants it", async () => {
    const people = [
      await makeUser({ role: "trainer" }),
      await makeUser({ role: "trainer" }),
      await makeUser({ role: "trainer" }),
    ];
    const awa = await makeUser({ role: "trainer" });
    const [unconfirmed, suspended, left] = people;
    for (const person of people) {
      const { reply } = await conversation(person);
      await reply(awa, `An answer for ${person.name}`, start);
    }
    await db().user.update({ where: { id: unconfirmed!.id }, data: { emailConfirmedAt: null } });
    await db().user.update({ where: { id: suspended!.id }, data: { suspendedUntil: new Date("2100-01-01") } });
    await saveMailSettings(left!, { frequency: "never", weekday: 1, hour: 8, lists: ["webinars"] }, { at: start });
    for (const person of people) {
      expect(await mailDue(person.id, later(20))).toBe(false);
      expect(await mailsOf(person.id)).toEqual([]);
      expect((await rowOf(person.id)).mailDueAt).toBeNull();
    }
    // Who left the list is not even queued any more.
    await makeNotice(left!.id, { at: later(30) });
    expect(await db().notification.count({ where: { userId: left!.id, mailDueAt: { not: null } } })).toBe(0);
  });

  test("is for a suspended person again from the moment at which that ends", async () => {
    const author = await makeUser({ role: "trainer" });
    const { reply } = await conversation(author);
    const awa = await makeUser({ role: "trainer" });
    const suspendedUntil = later(20);
    await db().user.update({ where: { id: author.id }, data: { suspendedUntil }, select: { id: true } });
    await reply(awa, "An answer", start);
    expect(await mailDue(author.id, new Date(suspendedUntil.getTime() - 1))).toBe(false);
    await reply(awa, "Another answer", later(10));
    expect(await mailDue(author.id, suspendedUntil)).toBe(true);
  });

  test("comes at most twenty times a day", async () => {
    const author = await makeUser({ role: "trainer" });
    const { reply } = await conversation(author);
    const many = Array.from({ length: 20 }, (_, index) => ({
      key: `earlier:${author.id}:${index}`,
      createdAt: later(-index),
    }));
    const rest = { userId: author.id, recipient: author.email, subject: "s", text: "t", html: "h", headers: {} };
    await db().outgoingMail.createMany({ data: many.map((row) => ({ ...row, ...rest, state: "sent" as const })) });
    await reply(await makeUser({ role: "trainer" }), "An answer", start);
    expect(await mailDue(author.id, later(11))).toBe(false);
    // It waits, untold, for the digest.
    expect(await rowOf(author.id)).toMatchObject({ mailDueAt: null, mailedAt: null, readAt: null });
    expect(await mailsOf(author.id)).toHaveLength(20);
  });

  test("keeps users' words and scripts apart in Arabic", async () => {
    const author = await makeUser({ role: "trainer", language: "ar", zone: "Asia/Amman" });
    const { topic, reply } = await conversation(author, "Qui pilote ?");
    await reply(await makeUser({ name: "Zoë", role: "trainer" }), "Le ministère <b>seul</b>.", start);
    expect(await mailDue(author.id, later(11))).toBe(true);
    const [mail] = await mailsOf(author.id);
    expect(mail!.html).toContain('<html lang="ar" dir="rtl">');
    expect(mail!.text).toContain("رد جديد من \u2068Zoë\u2069 في «\u2068Qui pilote ?\u2069»");
    expect(mail!.html).not.toContain("<b>seul");
    // Some lists of mails show isolates as boxes; the older marks are seen by none.
    expect(mail!.subject).toBe(`[${topic.spaceCode}] Qui pilote ?`);
  });
});

describe("the sweep", () => {
  test("asks for what is due, once, and gives up what was due a day ago", async () => {
    await db().notification.updateMany({ data: { mailDueAt: null } });
    const [due, waiting, old] = [await makeUser(), await makeUser(), await makeUser()];
    await makeNotice(due.id, { at: start });
    await makeNotice(waiting.id, { at: later(5) });
    await makeNotice(old.id, { at: later(-26 * 60) });
    const jobs = () => queueHealth().then((health) => health.waiting);
    await handedOver();
    const before = await jobs();
    expect(await sweepDueMails({ at: later(11) })).toBe(1);
    expect(await sweepDueMails({ at: later(11) })).toBe(0);
    expect(await jobs()).toBe(before + 1);
    // Its job may have died with the queue's store: it is asked for again, and added once.
    expect(await sweepDueMails({ at: later(22) })).toBe(2);
    expect(await jobs()).toBe(before + 2);
    expect((await rowOf(old.id)).mailDueAt).toBeNull();
    expect((await rowOf(waiting.id)).mailDueAt).toEqual(later(15));
  });

  test("reads what it asks for, and nothing of what was asked for and waits in the queue", async () => {
    await db().notification.updateMany({ data: { mailDueAt: null } });
    const person = await makeUser();
    await db().notification.createMany({
      data: Array.from({ length: 3000 }, (_, n) => {
        const told = { data: {}, path: "/", events: [], mailDueAt: later(n / 1000) };
        return { userId: person.id, kind: "reply", groupKey: `waits:${n}`, ...told };
      }),
    });
    for (let batch = 0; batch < 6; batch++) expect(await sweepDueMails({ at: later(5) })).toBe(500);
    await pool().query("VACUUM ANALYZE notifications");
    const { buffers, rows } = await databaseWork(() => sweepDueMails({ at: later(5) }));
    expect(rows).toBe(0);
    expect(buffers).toBeLessThan(20);
  });
});
