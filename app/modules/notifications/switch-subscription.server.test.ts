import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { saveProfile } from "#app/modules/accounts/save-profile.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { mailSettingsSchema } from "#app/modules/notifications/schemas.ts";
import {
  getMailSettings,
  rescheduleDigest,
  saveMailSettings,
} from "#app/modules/notifications/save-mail-settings.server.ts";
import { setUpMail } from "#app/modules/notifications/set-up-mail.server.ts";
import { getSubscription, switchByToken } from "#app/modules/notifications/switch-subscription.server.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeNotice } from "#test/factories/notifications.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

// A Monday, nine o'clock in Dakar.
const at = new Date("2026-11-23T09:00:00Z");
const settingOf = (userId: string) => db().digestSetting.findUnique({ where: { userId } });
const tokenOf = async (userId: string, list: string) =>
  (await db().mailSubscription.findUniqueOrThrow({ where: { userId_list: { userId, list } } })).token;

/** What the worker does once somebody has joined. */
async function welcome(wish: { userId: string; digest: "daily" | "weekly" | "never" }): Promise<void> {
  await tellOf("accounts.user.joined", wish, { at });
  await setUpMail(wish, { at });
}

async function joined(digest: "daily" | "weekly" | "never" = "weekly", user = {}) {
  const person = await makeUser({ createdAt: new Date("2026-11-23T08:59:00Z"), ...user });
  await welcome({ userId: person.id, digest });
  return person;
}

describe("joining", () => {
  test("sets up the digest as it was chosen, once, and shows where to begin", async () => {
    const course = await makeCourse();
    const person = await joined("weekly", { language: "fr", zone: "Europe/Paris" });
    await welcome({ userId: person.id, digest: "weekly" });
    expect(await settingOf(person.id)).toMatchObject({
      frequency: "weekly",
      weekday: 1,
      hour: 8,
      coveredUntil: new Date("2026-11-23T08:59:00Z"),
      nextDueAt: new Date("2026-11-30T07:00:00Z"),
    });
    const notifications = await db().notification.findMany({ where: { userId: person.id } });
    expect(notifications).toMatchObject([{ kind: "welcome", path: `/courses/${course.slug}`, mailDueAt: null }]);
    expect(notifications[0]!.data).toMatchObject({ title: `Titre de ${course.slug}` });
    expect((await findActor(person.id))!.unread).toBe(1);
    expect(await getMailSettings(person)).toMatchObject({
      lists: ["replies", "webinars", "teaching", "digest"],
      frequency: "weekly",
    });
  });

  test("without a digest leaves it off", async () => {
    const person = await joined("never");
    expect((await settingOf(person.id))!.nextDueAt).toBeNull();
    expect(await getMailSettings(person)).toMatchObject({
      lists: ["replies", "webinars", "teaching"],
      frequency: "never",
    });
  });
});

describe("a token", () => {
  test("leaves its list and joins it again; looking changes nothing, twice is once", async () => {
    const person = await joined();
    await makeNotice(person.id, { at });
    const token = await tokenOf(person.id, "replies");
    expect(await getSubscription(token)).toEqual({ userId: person.id, list: "replies", isOn: true });
    expect((await getMailSettings(person)).lists).toContain("replies");
    for (let times = 0; times < 2; times++) expect(await switchByToken(token, false)).toEqual({ list: "replies" });
    expect((await getMailSettings(person)).lists).not.toContain("replies");
    expect(await db().notification.count({ where: { userId: person.id, mailDueAt: { not: null } } })).toBe(0);
    expect(await getSubscription(token)).toMatchObject({ isOn: false });
    await switchByToken(token, true);
    expect((await getMailSettings(person)).lists).toContain("replies");
    expect(await tokenOf(person.id, "replies")).toBe(token);
  });

  test("of the digest stops it, and gives it back as it was, telling nothing of the time between", async () => {
    const person = await joined("daily");
    const token = await tokenOf(person.id, "digest");
    await switchByToken(token, false, { at });
    expect(await settingOf(person.id)).toMatchObject({ frequency: "daily", nextDueAt: null });
    expect((await getMailSettings(person)).frequency).toBe("never");
    const later = new Date("2027-03-01T12:00:00Z");
    await switchByToken(token, true, { at: later });
    expect(await settingOf(person.id)).toMatchObject({
      frequency: "daily",
      coveredUntil: later,
      nextDueAt: new Date("2027-03-02T08:00:00Z"),
    });
    await switchByToken(token, true, { at: new Date("2027-03-01T13:00:00Z") });
    expect((await settingOf(person.id))!.coveredUntil).toEqual(later);
  });

  test("drops the mails that were due by its list, and no others", async () => {
    const person = await joined();
    const wish = { frequency: "never" as const, weekday: 1, hour: 8 };
    await saveMailSettings(person, { ...wish, lists: ["replies", "topics", "webinars"] }, { at });
    for (const kind of ["reply", "new_topic"] as const) await makeNotice(person.id, { kind, at });
    const due = async () => {
      const where = { userId: person.id, mailDueAt: { not: null } };
      return (await db().notification.findMany({ where, orderBy: { kind: "asc" } })).map(({ kind }) => kind);
    };
    await switchByToken(await tokenOf(person.id, "webinars"), false);
    expect(await due()).toEqual(["new_topic", "reply"]);
    await switchByToken(await tokenOf(person.id, "replies"), false);
    expect(await due()).toEqual(["new_topic"]);
    await switchByToken(await tokenOf(person.id, "topics"), false);
    expect(await due()).toEqual([]);
  });

  test("that nobody has is not found", async () => {
    for (const token of ["", "x", "A".repeat(32), "'; --".padEnd(32, "x")]) {
      await expect(getSubscription(token)).rejects.toMatchObject({ status: 404 });
      await expect(switchByToken(token, false)).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe("the settings", () => {
  test("switch lists and move the digest, and keep its place while it is on", async () => {
    const person = await joined("weekly");
    const before = (await settingOf(person.id))!.coveredUntil;
    await saveMailSettings(person, { frequency: "monthly", weekday: 3, hour: 18, lists: ["topics"] }, { at });
    expect(await settingOf(person.id)).toMatchObject({
      frequency: "monthly",
      weekday: 3,
      hour: 18,
      coveredUntil: before,
      nextDueAt: new Date("2026-12-02T18:00:00Z"),
    });
    expect((await getMailSettings(person)).lists).toEqual(["topics", "digest"]);
    await saveMailSettings(person, { frequency: "never", weekday: 3, hour: 18, lists: [] }, { at });
    expect(await getMailSettings(person)).toEqual({
      frequency: "never",
      weekday: 3,
      hour: 18,
      lists: [],
      nextDueAt: null,
    });
    const later = new Date("2026-12-10T12:00:00Z");
    await saveMailSettings(person, { frequency: "daily", weekday: 1, hour: 9, lists: [] }, { at: later });
    expect(await settingOf(person.id)).toMatchObject({
      coveredUntil: later,
      nextDueAt: new Date("2026-12-11T09:00:00Z"),
    });
  });

  test("begin where there were none", async () => {
    const person = await makeUser();
    expect(await getMailSettings(person)).toMatchObject({ frequency: "never", nextDueAt: null });
    await saveMailSettings(person, { frequency: "weekly", weekday: 1, hour: 8, lists: ["replies"] }, { at });
    expect(await settingOf(person.id)).toMatchObject({ coveredUntil: at, nextDueAt: new Date("2026-11-30T08:00:00Z") });
  });

  test("follow the person's clock to another zone, but leave a digest due that is due", async () => {
    const person = await joined("weekly");
    const profile = { name: person.name, country: person.country, language: "en" as const, zone: "Asia/Kathmandu" };
    await saveProfile(person, profile);
    const event = { name: "accounts.zone.changed" };
    expect(await db().outboxEvent.findMany({ where: event })).toMatchObject([{ payload: { userId: person.id } }]);
    await saveProfile((await findActor(person.id))!, profile);
    expect(await db().outboxEvent.count({ where: event })).toBe(1);
    await rescheduleDigest(person.id, { at });
    expect((await settingOf(person.id))!.nextDueAt).toEqual(new Date("2026-11-30T02:15:00Z"));
    for (const moment of ["2026-11-30T02:15:00Z", "2026-12-01T00:00:00Z"])
      await rescheduleDigest(person.id, { at: new Date(moment) });
    expect((await settingOf(person.id))!.nextDueAt).toEqual(new Date("2026-11-30T02:15:00Z"));
  });

  test("are one's own: refusals", async () => {
    const suspended = await makeUser({ suspendedUntil: new Date("2100-01-01") });
    const wish = { frequency: "daily" as const, weekday: 1, hour: 8, lists: [] };
    for (const [actor, status] of [
      [null, 401],
      [suspended, 403],
    ] as const) {
      await expect(getMailSettings(actor)).rejects.toMatchObject({ status });
      await expect(saveMailSettings(actor, wish)).rejects.toMatchObject({ status });
    }
  });

  test("take what a form sends, and nothing else", () => {
    const sent = { frequency: "weekly", weekday: "7", hour: "0" };
    expect(mailSettingsSchema.parse(sent)).toEqual({ frequency: "weekly", weekday: 7, hour: 0, lists: [] });
    expect(mailSettingsSchema.parse({ ...sent, lists: "topics" }).lists).toEqual(["topics"]);
    for (const wrong of [
      { frequency: "hourly" },
      { weekday: "0" },
      { weekday: "8" },
      { hour: "24" },
      { hour: "x" },
      { lists: "digest" },
    ])
      expect(mailSettingsSchema.safeParse({ ...sent, ...wrong }).success).toBe(false);
  });
});
