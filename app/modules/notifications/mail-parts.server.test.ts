import ICAL from "ical.js";
import type { ParsedMail } from "mailparser";
import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeMail } from "#app/infra/mail-smtp.server.ts";
import { sendMail } from "#app/infra/mail-sending.server.ts";
import { messageIdFor } from "#app/infra/mail.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { registerFor, unregisterFrom } from "#app/modules/webinars/register.server.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { useMailbox } from "#test/helpers/mailbox.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";
import { mailNotification } from "./mail-notification.server.ts";
import { tellRegistrationChanged } from "./webinar-notices.server.ts";

useDatabase();
const mailbox = useMailbox();
afterAll(async () => {
  await closeMail();
  await closeQueue();
});

const at = new Date();
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

/** Sends what waits for a person and returns all that has arrived, oldest first, as a mail program reads it. */
async function arrived(userId: string, email: string): Promise<ParsedMail[]> {
  const waiting = await db().outgoingMail.findMany({
    where: { userId, state: "waiting" },
    orderBy: { createdAt: "asc" },
  });
  for (const { key } of waiting) await sendMail(key);
  return mailbox
    .all()
    .filter(({ recipients }) => recipients.includes(email))
    .map(({ mail }) => mail);
}

/** Each address of a text with the sign that stands behind it. */
const addressesIn = (text = "") =>
  [...text.matchAll(/(https?:\/\/[!-~\p{L}]+)([^])?/gu)].map(([, url, next]) => ({ url, next }));

function calendarOf(mail: ParsedMail) {
  const file = mail.attachments.find(({ contentType }) => contentType === "text/calendar")!;
  const calendar = new ICAL.Component(ICAL.parse(file.content.toString()) as never);
  return { method: calendar.getFirstPropertyValue("method"), event: calendar.getFirstSubcomponent("vevent")! };
}

describe("the mails about a webinar, to somebody who reads Arabic, leaves and comes back", () => {
  test("say their language, make one thread, and have links that nothing unseen touches", async () => {
    const description = "أعمال الندوة:\n\n- أولاً\n- ثانياً\n\nالنص هنا: https://ar.wikipedia.org/wiki/ثقافة";
    const webinar = await makeWebinar({
      startsAt: later(7 * 1440),
      title: "ندوة CP 7",
      zone: "Africa/Cairo",
      description,
    });
    const person = await makeUser({ language: "ar", name: "ليلى" });
    const ids = { webinarId: webinar.id, userId: person.id };
    for (const step of [registerFor, unregisterFrom, registerFor]) {
      await step(person, webinar.publicId, { at });
      await tellRegistrationChanged(ids, { at });
      await arrived(person.id, person.email);
    }
    const mails = await arrived(person.id, person.email);
    expect(mails).toHaveLength(3);
    expect(mails.map((mail) => calendarOf(mail).method)).toEqual(["REQUEST", "CANCEL", "REQUEST"]);
    const sequences = mails.map((mail) => calendarOf(mail).event.getFirstPropertyValue("sequence"));
    expect(sequences).toEqual([0, 1, 2]);
    for (const mail of mails) {
      expect(mail.headers.get("content-language")).toBe("ar");
      expect(mail.references).toBe(messageIdFor(`webinar:${webinar.id}`));
      expect(mail.inReplyTo).toBe(messageIdFor(`webinar:${webinar.id}`));
      expect(mail.html).toMatch(/<html lang="ar" dir="rtl">/);
      for (const { url, next } of addressesIn(mail.text)) expect(next, url).toMatch(/^\s$/);
    }
    const [first] = mails;
    const room = `http://localhost:3000/webinars/${webinar.publicId}/room`;
    expect(first!.html).toContain(`<a href="${room}" dir="ltr">${room}</a>`);
    expect(first!.html).toContain('href="https://ar.wikipedia.org/wiki/ثقافة"');
    expect(first!.text).toContain("\n- أولاً\n- ثانياً\n");
    expect(first!.html).toContain("<br>- أولاً<br>- ثانياً<br>");
    expect(first!.text).toMatch(/wiki\/ثقافة(\s|$)/);
    const start = calendarOf(first!).event.getFirstProperty("dtstart")!;
    expect(start.getParameter("tzid")).toBe("Africa/Cairo");
  });
});

describe("the mail about posts", () => {
  test("keeps lines, lists and tables, of one post and of several", async () => {
    const author = await makeUser({ role: "trainer", language: "fr" });
    const awa = await makeUser({ name: "Awa", role: "trainer" });
    const topic = await makeTopic({ author, at: later(-60) });
    const reply = async (body: string, when: Date) => {
      const { number } = requirePosted(await postReply(awa, { publicId: topic.publicId, body }, { at: when }));
      const { id } = await db().reply.findUniqueOrThrow({ where: { topicId_number: { topicId: topic.id, number } } });
      await tellOf("forum.reply.posted", { replyId: id }, { at: when });
    };
    const mailed = async (when: Date) => {
      const row = await db().notification.findFirstOrThrow({ where: { userId: author.id } });
      await mailNotification({ notificationId: row.id, dueAt: row.mailDueAt!.toISOString() }, { at: when });
      return (await arrived(author.id, author.email)).at(-1)!;
    };
    await reply("Trois pas\nsur deux lignes :\n\n- un\n- deux\n\n| a | b |\n|-|-|\n| 1 | 2 |", at);
    const one = await mailed(later(11));
    expect(one.headers.get("content-language")).toBe("fr");
    expect(one.text).toContain("Trois pas\nsur deux lignes :\n\n- un\n- deux\n\na | b\n1 | 2\n");
    expect(one.html).toContain("- un<br>- deux");
    expect(one.html).toContain("a | b<br>1 | 2");
    await reply("- trois\n- quatre\n\n(voir https://example.org/a)", later(12));
    await reply("| c |\n|-|\n| 3 |\n| 4 |", later(13));
    const several = await mailed(later(90));
    expect(several.text).toContain("\n  - trois\n  - quatre\n  (voir https://example.org/a )\n");
    expect(several.text).toContain("\n  c\n  3\n  4\n");
    expect(several.html).toContain('- trois<br>- quatre<br>(voir <a href="https://example.org/a"');
  });
});
