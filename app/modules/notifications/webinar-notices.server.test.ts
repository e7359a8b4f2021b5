import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { sendMail } from "#app/infra/mail-sending.server.ts";
import { closeQueue, queueHealth } from "#app/infra/queue.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { countWebinarMail } from "#app/modules/notifications/count-webinar-mail.server.ts";
import { saveMailSettings } from "#app/modules/notifications/save-mail-settings.server.ts";
import { tellRegistrationChanged, tellWebinarChanged } from "#app/modules/notifications/webinar-notices.server.ts";
import { registerFor, unregisterFrom } from "#app/modules/webinars/register.server.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { handedOver } from "#test/helpers/handed-over.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

const at = new Date();
const startsAt = new Date(at.getTime() + 7 * 86_400_000);
const mailsOf = (userId: string) => db().outgoingMail.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });
const kindsOf = async (userId: string) =>
  (await db().notification.findMany({ where: { userId } })).map(({ kind }) => kind);

async function registered(user = {}) {
  const webinar = await makeWebinar({ startsAt, title: "Mapping" });
  const person = await makeUser({ language: "fr", zone: "Europe/Paris", ...user });
  await registerFor(person, webinar.publicId, { at });
  const tell = () => tellRegistrationChanged({ webinarId: webinar.id, userId: person.id }, { at });
  const change = (data: object) =>
    db().webinar.update({ where: { id: webinar.id }, data: { ...data, icsSequence: { increment: 1 } } });
  const methods = async () =>
    (await mailsOf(person.id)).map(({ attachments }) => {
      const [first] = attachments as { contentType: string; content: string }[];
      return first ? /method=(\w+)/.exec(first.contentType)![1] : "sent";
    });
  return { webinar, person, tell, change, methods };
}

const off = (person: Actor) => saveMailSettings(person, { frequency: "never", weekday: 1, hour: 8, lists: [] });
const on = (person: Actor) =>
  saveMailSettings(person, { frequency: "never", weekday: 1, hour: 8, lists: ["webinars"] });

describe("who registers", () => {
  test("gets one mail with the calendar entry, at once, in their language and by their clock", async () => {
    const { person, tell, webinar } = await registered();
    await Promise.all([tell(), tell()]);
    await tell();
    const [mail, ...others] = await mailsOf(person.id);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe("Inscription confirmée\u00a0: Mapping");
    expect(mail!.text).toContain(", heure de Paris (UTC+1)");
    expect(mail!.text).toContain(`/webinars/${webinar.publicId}`);
    expect(mail!.headers).toMatchObject({ "List-ID": "<webinars.localhost>" });
    const [entry] = mail!.attachments as { contentType: string; content: string }[];
    expect(entry!.contentType).toBe("text/calendar; charset=utf-8; method=REQUEST");
    expect(entry!.content).toContain("METHOD:REQUEST");
    // It was their own doing: the app need not tell them.
    expect(await kindsOf(person.id)).toEqual([]);
  });

  test("is told by mail and in the app when it moves and when it is cancelled, once each", async () => {
    const { person, tell, change, methods } = await registered();
    await tell();
    await sendMail((await mailsOf(person.id))[0]!.key);
    await change({ startsAt: new Date(startsAt.getTime() + 3_600_000) });
    for (let times = 0; times < 2; times++) await tell();
    expect(await methods()).toEqual(["sent", "REQUEST"]);
    expect(await kindsOf(person.id)).toEqual(["webinar_moved"]);
    await change({ state: "cancelled" });
    for (let times = 0; times < 2; times++) await tell();
    // The mail about the move had not left: it is withdrawn, so that the cancellation cannot be overtaken.
    expect(await methods()).toEqual(["sent", "CANCEL"]);
    expect(await kindsOf(person.id)).toEqual(["webinar_cancelled"]);
    expect((await mailsOf(person.id))[1]!.subject).toBe("Annulé\u00a0: Mapping");
  });

  test("and leaves before any mail has left gets none", async () => {
    const { person, tell, webinar, methods } = await registered();
    await tell();
    await unregisterFrom(person, webinar.publicId, { at });
    await tell();
    expect(await methods()).toEqual([]);
    await registerFor(person, webinar.publicId, { at });
    await tell();
    expect(await methods()).toEqual(["REQUEST"]);
  });

  test("without wanting mail, or a confirmed address, is told in the app only, and never gets a lone cancellation", async () => {
    const { person, tell, change, methods } = await registered({ emailConfirmedAt: null });
    await tell();
    await change({ startsAt: new Date(startsAt.getTime() + 3_600_000) });
    for (let times = 0; times < 2; times++) await tell();
    expect(await methods()).toEqual([]);
    expect(await kindsOf(person.id)).toEqual(["webinar_moved"]);
    await db().user.update({ where: { id: person.id }, data: { emailConfirmedAt: at } });
    await change({ state: "cancelled" });
    await tell();
    expect(await methods()).toEqual([]);
    expect(await kindsOf(person.id)).toEqual(["webinar_cancelled"]);
  });

  test("gets the cancellation of what is in their calendar, also after a time without mail", async () => {
    const { person, tell, change, methods } = await registered();
    await tell();
    await sendMail((await mailsOf(person.id))[0]!.key);
    await off(person);
    await change({ startsAt: new Date(startsAt.getTime() + 3_600_000) });
    await tell();
    await on(person);
    await change({ state: "cancelled" });
    await tell();
    expect(await methods()).toEqual(["sent", "CANCEL"]);
  });
});

test("a changed webinar asks for one job per registered person", async () => {
  const people = [await makeUser(), await makeUser(), await makeUser()];
  const webinar = await makeWebinar({ startsAt, people });
  await handedOver();
  const { waiting } = await queueHealth();
  await tellWebinarChanged(webinar.id);
  expect((await queueHealth()).waiting).toBe(waiting + 3);
});

test("whom a change would reach is counted before it is made, as it is decided for each person then", async () => {
  const { webinar, person, tell, methods } = await registered();
  const audience = () => countWebinarMail(webinar.id, { at });
  expect(await audience()).toEqual({ people: 1, invitations: 1, cancellations: 0 });
  await tell();
  expect(await audience()).toEqual({ people: 1, invitations: 1, cancellations: 1 });
  const others = [
    await makeUser({ emailConfirmedAt: null }),
    await makeUser({ suspendedUntil: new Date(at.getTime() + 3_600_000) }),
    await makeUser(),
    await makeUser(),
  ];
  await off(others[2]!);
  for (const { id: userId } of others)
    await db().webinarRegistration.create({ data: { webinarId: webinar.id, userId }, select: { userId: true } });
  expect(await audience()).toEqual({ people: 5, invitations: 2, cancellations: 1 });
  await unregisterFrom(person, webinar.publicId, { at });
  expect(await audience()).toEqual({ people: 4, invitations: 1, cancellations: 0 });
  expect(await methods()).toEqual(["REQUEST"]);
});

describe("a certificate", () => {
  /** Tells of a certificate as the module that issues them describes it. */
  function issued(person: Actor, lost: string[] = [], what: "issued" | "revoked" = "issued"): () => Promise<void> {
    const certificateId = crypto.randomUUID();
    const certificate = async () => ({
      userId: person.id,
      courseTitle: { text: "De la feuille de route" },
      href: "/certificates/ABCD-EFGH-JKLM",
      lost,
    });
    return () => tellOf(`certificates.certificate.${what}`, { certificateId }, { observed: { certificate } });
  }

  test("is told in the app and mailed as a link, once", async () => {
    const person = await makeUser({ language: "fr", name: "Awa" });
    const tellIt = issued(person);
    await Promise.all([tellIt(), tellIt()]);
    await tellIt();
    const mails = await mailsOf(person.id);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toContain("http://localhost:3000/certificates/ABCD-EFGH-JKLM");
    expect(mails[0]!.headers).toEqual({ "Content-Language": "fr" });
    expect(await kindsOf(person.id)).toEqual(["certificate"]);
  });

  test("that is revoked is told to its holder, in their language, once", async () => {
    for (const [language, words] of [
      ["en", "It no longer counts"],
      ["fr", "Il ne vaut plus"],
      ["ar", "لم تعد معتمدة"],
    ] as const) {
      const person = await makeUser({ language });
      const tellIt = issued(person, [], "revoked");
      await Promise.all([tellIt(), tellIt()]);
      const mails = await mailsOf(person.id);
      expect(mails).toHaveLength(1);
      expect(mails[0]!.text).toContain(words);
      expect(mails[0]!.text).toContain("http://localhost:3000/certificates/ABCD-EFGH-JKLM");
      expect(await kindsOf(person.id)).toEqual(["certificate_revoked"]);
    }
  });

  test("says which letters of the name it cannot print, and the cure, in the mail and in the app", async () => {
    for (const [language, words] of [
      ["en", "spelling"],
      ["fr", "graphie"],
      ["ar", "جواز"],
    ] as const) {
      const [lost, right] = [await makeUser({ language }), await makeUser({ language })];
      await issued(lost, ["བོ", "ད"])();
      await issued(right)();
      const [mail] = await mailsOf(lost.id);
      expect(mail!.text).toMatch(/□.*བོ ད/);
      expect(mail!.text).toContain(words);
      expect((await mailsOf(right.id))[0]!.text).not.toMatch(/□|none/);
      const [told] = await db().notification.findMany({ where: { userId: lost.id } });
      expect(told!.data).toMatchObject({ letters: "བོ ད" });
    }
  });

  test("is told in the app only where there is no confirmed address", async () => {
    const person = await makeUser({ emailConfirmedAt: null });
    await issued(person)();
    expect(await mailsOf(person.id)).toEqual([]);
    expect(await kindsOf(person.id)).toEqual(["certificate"]);
  });
});
