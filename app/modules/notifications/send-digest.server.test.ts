import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { setSpaceLevel, setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { markRead } from "#app/modules/forum/reading/mark-read.server.ts";
import { requirePosted } from "#app/modules/forum/posting/check-posting.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { sendDigest, sweepDueDigests } from "#app/modules/notifications/send-digest.server.ts";
import { periodOf } from "#app/modules/notifications/digest-time.ts";
import { markAllRead } from "#app/modules/notifications/list-notifications.server.ts";
import { mailNotification } from "#app/modules/notifications/mail-notification.server.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeDigestReader, makeNotice } from "#test/factories/notifications.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { handedOver } from "#test/helpers/handed-over.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

const hour = 3_600_000;
const instant = (text: string) => new Date(`${text}Z`);
const settingOf = (userId: string) => db().digestSetting.findUniqueOrThrow({ where: { userId } });
const issuesOf = (userId: string) => db().digestIssue.findMany({ where: { userId }, orderBy: { period: "asc" } });
const mailsOf = (userId: string) =>
  db().outgoingMail.findMany({ where: { userId, key: { startsWith: "digest:" } }, orderBy: { key: "asc" } });

/** Runs the digest that is due for somebody, as the sweep and its job would at that moment. */
async function run(person: Actor, at: Date) {
  const { nextDueAt } = await settingOf(person.id);
  return sendDigest({ userId: person.id, period: periodOf(nextDueAt!, person.zone) }, { at });
}

let code: string;
let writer: Actor;
beforeAll(async () => {
  code = (await makeSpace()).code;
  writer = await makeUser({ name: "Awa Ndiaye", role: "trainer" });
});

/** Somebody with a digest at eight who follows the space. */
async function makeReader(coveredUntil: string, nextDueAt: string, user = {}, setting = {}) {
  const actor = await makeUser({ zone: "Europe/Paris", ...user });
  await setSpaceLevel(actor, code, "follow");
  const times = { coveredUntil: instant(coveredUntil), nextDueAt: instant(nextDueAt) };
  return makeDigestReader({ actor, frequency: "daily", ...times, ...setting });
}

const news = (title: string, at: string) => makeTopic({ spaceCode: code, author: writer, title, at: instant(at) });

describe("across a change of the clocks", () => {
  test("each digest comes at eight by the clock and begins where the last one ended", async () => {
    const reader = await makeReader("2026-10-24T06:00", "2026-10-25T07:00");
    for (const [title, at] of [
      ["Before the change", "2026-10-24T23:00"],
      ["In the doubled hour", "2026-10-25T01:30"],
      ["After the digest", "2026-10-25T07:00"],
      ["On Monday", "2026-10-26T06:59"],
    ] as const)
      await news(title, at);
    expect(await run(reader, instant("2026-10-25T06:59"))).toBe("not_due");
    expect(await run(reader, instant("2026-10-25T07:00"))).toBe("mailed");
    expect(await run(reader, instant("2026-10-26T07:00"))).toBe("mailed");
    const [sunday, monday] = await mailsOf(reader.id);
    for (const title of ["Before the change", "In the doubled hour"]) {
      expect(sunday!.text).toContain(title);
      expect(monday!.text).not.toContain(title);
    }
    for (const title of ["After the digest", "On Monday"]) {
      expect(sunday!.text).not.toContain(title);
      expect(monday!.text).toContain(title);
    }
    expect(sunday!.text).toContain("25 October 2026 at 08:00");
    const issues = await issuesOf(reader.id);
    expect(issues.map(({ period, fromAt, toAt }) => [period, fromAt.toISOString(), toAt.toISOString()])).toEqual([
      ["2026-10-25", "2026-10-24T06:00:00.000Z", "2026-10-25T07:00:00.000Z"],
      ["2026-10-26", "2026-10-25T07:00:00.000Z", "2026-10-26T07:00:00.000Z"],
    ]);
    expect((await settingOf(reader.id)).nextDueAt).toEqual(instant("2026-10-27T07:00"));
  });

  test("a digest of the skipped hour comes once", async () => {
    const reader = await makeReader("2026-03-28T01:00", "2026-03-29T01:00", {}, { hour: 2 });
    await news("In the spring night", "2026-03-28T20:00");
    expect(await run(reader, instant("2026-03-29T01:00"))).toBe("mailed");
    expect((await settingOf(reader.id)).nextDueAt).toEqual(instant("2026-03-30T00:00"));
  });
});

describe("a digest", () => {
  test("is made once by two jobs at the same time", async () => {
    const reader = await makeReader("2026-11-01T07:00", "2026-11-02T07:00");
    await news("Once only", "2026-11-01T12:00");
    const results = await Promise.all([1, 2, 3].map(() => run(reader, instant("2026-11-02T07:00"))));
    expect(results.sort()).toEqual(["mailed", "not_due", "not_due"]);
    expect(await mailsOf(reader.id)).toHaveLength(1);
    expect(await run(reader, instant("2026-11-02T07:01"))).toBe("not_due");
  });

  test("that fails moves nothing, and the next try sends it once", async () => {
    const reader = await makeReader("2026-11-02T07:00", "2026-11-03T07:00");
    await news("After a failure", "2026-11-02T12:00");
    const before = await settingOf(reader.id);
    await db().$executeRawUnsafe(
      `ALTER TABLE outgoing_mails ADD CONSTRAINT full_disk CHECK (recipient <> '${reader.email}')`,
    );
    await expect(run(reader, instant("2026-11-03T07:00"))).rejects.toThrow("full_disk");
    expect(await settingOf(reader.id)).toEqual(before);
    expect(await issuesOf(reader.id)).toEqual([]);
    await db().$executeRawUnsafe("ALTER TABLE outgoing_mails DROP CONSTRAINT full_disk");
    expect(await run(reader, instant("2026-11-03T07:10"))).toBe("mailed");
    expect(await run(reader, instant("2026-11-03T07:11"))).toBe("not_due");
    const mails = await mailsOf(reader.id);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toContain("After a failure");
  });

  test("whose mail could not be delivered is told again by the next", async () => {
    const reader = await makeReader("2026-11-04T07:00", "2026-11-05T07:00");
    await news("Never arrived", "2026-11-04T12:00");
    expect(await run(reader, instant("2026-11-05T07:00"))).toBe("mailed");
    await db().outgoingMail.updateMany({ where: { userId: reader.id }, data: { state: "failed" } });
    await news("A day later", "2026-11-05T12:00");
    expect(await run(reader, instant("2026-11-06T07:00"))).toBe("mailed");
    const text = (await mailsOf(reader.id))[1]!.text;
    expect(text).toContain("Never arrived");
    expect(text).toContain("A day later");
    expect((await issuesOf(reader.id))[1]!.fromAt).toEqual(instant("2026-11-04T07:00"));
  });

  test("catches up missed runs with one mail", async () => {
    const reader = await makeReader("2026-11-06T07:00", "2026-11-07T07:00");
    await news("Day one", "2026-11-06T12:00");
    await news("Day three", "2026-11-09T12:00");
    expect(await run(reader, instant("2026-11-10T09:30"))).toBe("mailed");
    const mails = await mailsOf(reader.id);
    expect(mails).toHaveLength(1);
    for (const title of ["Day one", "Day three"]) expect(mails[0]!.text).toContain(title);
    expect(await settingOf(reader.id)).toMatchObject({
      coveredUntil: instant("2026-11-10T09:30"),
      nextDueAt: instant("2026-11-11T07:00"),
    });
  });

  test("without news is no mail, and the window moves on; courses alone are no news", async () => {
    const reader = await makeReader("2026-11-12T07:00", "2026-11-13T07:00");
    const course = await makeCourse();
    await enrol(reader, course.slug);
    const at = instant("2026-11-13T07:00");
    const { result, statements } = await countingStatements(() => run(reader, at));
    expect(result).toBe("nothing_new");
    expect(statements.length).toBeLessThanOrEqual(1 + 2 + 4 + 3);
    expect(await mailsOf(reader.id)).toEqual([]);
    expect(await settingOf(reader.id)).toMatchObject({ coveredUntil: at, nextDueAt: instant("2026-11-14T07:00") });
    expect(await issuesOf(reader.id)).toMatchObject([{ itemCount: 0, mailKey: null }]);
  });

  test("waits for who has not confirmed their address, and for who is suspended", async () => {
    for (const data of [{ emailConfirmedAt: null }, { suspendedUntil: new Date("2100-01-01") }]) {
      const reader = await makeReader("2026-11-14T07:00", "2026-11-15T07:00");
      await db().user.update({ where: { id: reader.id }, data });
      await news("For later", "2026-11-14T12:00");
      expect(await run(reader, instant("2026-11-15T07:00"))).toBe("not_now");
      expect(await mailsOf(reader.id)).toEqual([]);
      expect(await settingOf(reader.id)).toMatchObject({
        coveredUntil: instant("2026-11-14T07:00"),
        nextDueAt: instant("2026-11-16T07:00"),
      });
    }
  });

  test("comes once a day at most, whatever hour is chosen meanwhile", async () => {
    const reader = await makeReader("2026-11-16T07:00", "2026-11-17T07:00");
    await news("In the morning", "2026-11-16T12:00");
    expect(await run(reader, instant("2026-11-17T07:00"))).toBe("mailed");
    await news("At noon", "2026-11-17T11:00");
    await db().digestSetting.update({
      where: { userId: reader.id },
      data: { hour: 20, nextDueAt: instant("2026-11-17T19:00") },
    });
    expect(await run(reader, instant("2026-11-17T19:00"))).toBe("not_due");
    expect(await run(reader, instant("2026-11-18T19:00"))).toBe("mailed");
    expect((await mailsOf(reader.id))[1]!.text).toContain("At noon");
  });
});

describe("what a digest tells", () => {
  test("leaves out what a space's notification told, however many came after it", async () => {
    const { code: busy } = await makeSpace();
    const actor = await makeUser({ zone: "Europe/Paris" });
    await setSpaceLevel(actor, busy, "follow");
    const times = { coveredUntil: instant("2026-11-09T07:00"), nextDueAt: instant("2026-11-10T07:00") };
    await makeDigestReader({ actor, frequency: "daily", ...times });
    const at = instant("2026-11-09T12:00");
    const about = { kind: "new_topic", groupKey: `space:${busy}`, at } as const;
    for (const title of ["Told first", "Told second"]) {
      const topic = await makeTopic({ spaceCode: busy, author: writer, title, at });
      await makeNotice(actor.id, { ...about, event: topic.id });
    }
    for (let index = 0; index < 55; index++) await makeNotice(actor.id, { ...about, event: `later-${index}` });
    await markAllRead(actor, { until: at, at });
    const untold = await makeTopic({ spaceCode: busy, author: writer, title: "Untold", at });
    await makeNotice(actor.id, { ...about, event: untold.id });
    expect(await run(actor, instant("2026-11-10T07:00"))).toBe("mailed");
    const [mail] = await mailsOf(actor.id);
    expect(mail!.text).toContain("Untold");
    expect(mail!.text).not.toContain("Told");
  });

  test("is what was neither read nor mailed, each thing once, in five kinds", async () => {
    const from = "2026-11-19T07:00";
    const reader = await makeReader(from, "2026-11-20T07:00", { name: "ليلى", role: "trainer" });
    const others = [
      await makeUser({ role: "trainer", name: "Bình" }),
      await makeUser({ role: "trainer", name: "Zoë" }),
    ];
    const own = await makeTopic({
      spaceCode: code,
      author: reader,
      title: "My own question",
      at: instant("2026-11-18T07:00"),
    });
    const mailed = await makeTopic({
      spaceCode: code,
      author: reader,
      title: "Mailed before",
      at: instant("2026-11-18T08:00"),
    });
    const seen = await makeTopic({
      spaceCode: code,
      author: reader,
      title: "Read already",
      at: instant("2026-11-18T09:00"),
    });
    for (const [index, topic] of [own, mailed, seen].entries())
      for (const other of others) {
        const at = instant(`2026-11-19T1${index}:00`);
        const { number } = requirePosted(
          await postReply(other, { publicId: topic.publicId, body: unique("An answer") }, { at }),
        );
        const { id } = await db().reply.findUniqueOrThrow({ where: { topicId_number: { topicId: topic.id, number } } });
        await tellOf("forum.reply.posted", { replyId: id }, { at });
      }
    const due = await db().notification.findFirstOrThrow({
      where: { userId: reader.id, groupKey: `topic:${mailed.id}` },
    });
    const payload = { notificationId: due.id, dueAt: due.mailDueAt!.toISOString() };
    expect(await mailNotification(payload, { at: due.mailDueAt! })).toBe(true);
    await markRead(reader, seen.publicId, 2);

    const answered = await makeTopic({
      spaceCode: code,
      author: writer,
      title: "Answered topic",
      at: instant("2026-11-19T12:00"),
    });
    await postReply(
      others[0]!,
      { publicId: answered.publicId, body: unique("Yes") },
      { at: instant("2026-11-19T12:10") },
    );
    await news("Open question", "2026-11-19T13:00");
    const muted = await news("Muted question", "2026-11-19T14:00");
    await setTopicLevel(reader, muted.publicId, "mute");
    const course = await makeCourse();
    await enrol(reader, course.slug);
    const startsAt = instant("2026-11-20T12:00");
    await makeWebinar({ title: "My webinar today", startsAt, people: [reader] });
    await makeWebinar({
      title: "My webinar next week",
      startsAt: new Date(startsAt.getTime() + 168 * hour),
      people: [reader],
    });

    const { result, statements } = await countingStatements(() => run(reader, instant("2026-11-20T07:00")));
    expect(result).toBe("mailed");
    // One more is the test's own; what builds the digest are nine of them.
    expect(statements.length).toBeLessThanOrEqual(1 + 9 + 7);
    const { text, html, headers, subject } = (await mailsOf(reader.id))[0]!;
    for (const words of [
      "My own question",
      "2 new replies, the first by \u2068Bình\u2069",
      "Answered topic",
      "Open question",
      "Your courses",
      "0% done",
      "My webinar today",
    ]) {
      expect(text).toContain(words);
      expect(html).toContain(words);
      expect(text.split(words)).toHaveLength(2);
    }
    for (const words of ["Mailed before", "Read already", "Muted question", "My webinar next week"])
      expect(text).not.toContain(words);
    expect(subject).toBe("4 new things at Crossroads, 20 November 2026");
    expect(headers).toMatchObject({
      "List-ID": "<digest.localhost>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    // What it told is not mailed on its own any more.
    const told = await db().notification.findFirstOrThrow({
      where: { userId: reader.id, groupKey: `topic:${own.id}` },
    });
    expect(told).toMatchObject({ mailDueAt: null, mailedAt: instant("2026-11-20T07:00") });
  });

  test("are five items of a kind and a way to the rest, light also when all is long", async () => {
    const reader = await makeReader("2026-12-01T07:00", "2026-12-02T07:00", {
      language: "ar",
      zone: "Asia/Amman",
      role: "trainer",
    });
    const title = "خارطة الطريق المفتوحة للسياسات الثقافية في البيئة الرقمية ".repeat(3).slice(0, 150).trim();
    for (let index = 0; index < 7; index++) {
      const at = new Date(instant("2026-12-01T08:00").getTime() + index * 60_000);
      const body = unique("كيف تقودون فريقكم الوطني؟ ".repeat(30));
      const topic = await makeTopic({ spaceCode: code, author: writer, title, body, language: "ar", at });
      const answered = await makeTopic({
        spaceCode: code,
        author: writer,
        title,
        body: `${body}!`,
        language: "ar",
        at,
      });
      await postReply(
        await makeUser({ role: "trainer" }),
        { publicId: answered.publicId, body: unique("نعم") },
        { at },
      );
      await makeWebinar({ title, startsAt: instant("2026-12-05T08:00") });
      await db().webinar.updateMany({ data: { createdAt: instant("2026-12-01T08:00") } });
      const own = await makeTopic({ spaceCode: code, author: reader, title, body: `${body}?`, language: "ar", at });
      const reply = { publicId: own.publicId, body: `${body}…`, language: "ar" as const };
      await postReply(await makeUser({ role: "trainer", name: "عبد الرحمن بن عبد العزيز" }), reply, { at });
      expect(topic.number).toBe(0);
    }
    expect(await run(reader, instant("2026-12-02T07:00"))).toBe("mailed");
    const { text, html } = (await mailsOf(reader.id))[0]!;
    expect(text.match(/^\* /gm)!).toHaveLength(20);
    expect(html.match(/<li>/g)!).toHaveLength(20);
    expect(text).toContain("المزيد في المنتدى: http://localhost:3000/forum");
    expect(html).toContain('dir="rtl"');
    console.info(`the longest digest: text ${Buffer.byteLength(text)}, HTML ${Buffer.byteLength(html)} bytes`);
    expect(Buffer.byteLength(text) + Buffer.byteLength(html)).toBeLessThan(30_000);
  });
});

describe("the sweep", () => {
  test("finds who is due, one job per person and period", async () => {
    await db().digestSetting.updateMany({ data: { nextDueAt: null } });
    const at = new Date();
    const due = new Date(at.getTime() - hour);
    const setting = { coveredUntil: new Date(at.getTime() - 48 * hour), handOverAt: new Date(0) };
    await makeDigestReader({ ...setting, nextDueAt: due });
    await makeDigestReader({ ...setting, nextDueAt: new Date(at.getTime() - 30 * hour) });
    await makeDigestReader({ ...setting, nextDueAt: new Date(at.getTime() + hour) });
    await makeDigestReader({ ...setting, nextDueAt: null });
    const jobs = () => queueHealth().then(({ waiting }) => waiting);
    await handedOver();
    const before = await jobs();
    expect(await sweepDueDigests({ at })).toBe(2);
    expect(await sweepDueDigests({ at })).toBe(0);
    expect(await jobs()).toBe(before + 2);
    // What is still due some minutes later is asked for again, which adds nothing while its job is there.
    expect(await sweepDueDigests({ at: new Date(at.getTime() + 11 * 60_000) })).toBe(2);
    expect(await jobs()).toBe(before + 2);
  });
});
