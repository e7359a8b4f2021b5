import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import type { Actor, Role } from "#app/modules/accounts/actor.ts";
import { resetPassword } from "#app/modules/accounts/reset-password.server.ts";
import { deleteOldSanctions } from "#app/modules/accounts/sanctions/delete-old-sanctions.server.ts";
import { endSanction, imposeSanction } from "#app/modules/accounts/sanctions/impose-sanction.server.ts";
import { getSanctionRecordFor } from "#app/modules/accounts/sanctions/list-sanctions.server.ts";
import { listUnreadWarnings, readWarning } from "#app/modules/accounts/sanctions/read-warning.server.ts";
import type { SanctionKind } from "#app/modules/accounts/sanctions/sanction-kinds.ts";
import { findActor, openSession, readSession } from "#app/modules/accounts/sessions.server.ts";
import { signIn } from "#app/modules/accounts/sign-up.server.ts";
import { createAccessToken } from "#app/modules/accounts/tokens.server.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
afterAll(closeQueue);

const day = 86_400_000;
const at = new Date("2026-11-30T10:00Z");
const wish = (handle: string, kind: SanctionKind = "silence") => ({
  ...{ handle, kind, reason: "Three times the same advertisement." },
  ...(kind !== "warn" && { until: "2030-01-05" }),
});
const staff = (role: Role = "moderator") => makeUser({ role, zone: "Africa/Dakar" });
const userOf = (id: string) => db().user.findUniqueOrThrow({ where: { id } });
const from = { address: "192.0.2.1", language: "en" };

describe("a suspension", () => {
  test("ends every session at once, keeps the password from working until the date, and then lets in again", async () => {
    const [moderator, person] = [await staff(), await makeUser({ zone: "Africa/Dakar" })];
    const open = () => openSession(person.id, { userAgent: "test", address: "" }, null);
    const secrets = (await Promise.all([open(), open()])).map((cookie) => /session=([^;]+)/.exec(cookie)![1]!);
    await imposeSanction(moderator, wish(person.handle, "suspend"));
    expect(await db().session.count({ where: { userId: person.id } })).toBe(0);
    const revoked = await db().outboxEvent.findFirst({
      where: { name: "accounts.session.revoked" },
      orderBy: { id: "desc" },
    });
    expect(revoked?.payload).toMatchObject({ userId: person.id });
    for (const secret of secrets) expect((await readSession(secret)).actor).toBeNull();
    // A session that is opened at that very moment lets nobody in either.
    const late = /session=([^;]+)/.exec(await open())![1]!;
    expect((await readSession(late)).actor).toBeNull();

    const tries = { email: person.email, password: testPassword };
    await expect(signIn(tries, from)).rejects.toMatchObject({
      code: "accounts.error.sign_in_suspended",
      status: 409,
      details: {
        values: {
          date: expect.stringContaining("5 January 2030"),
          reason: expect.stringContaining("Three times the same advertisement."),
        },
      },
    });
    await expect(signIn({ ...tries, password: "not this one" }, from)).rejects.toMatchObject({
      code: "accounts.error.sign_in",
    });
    const token = await createAccessToken(db(), {
      purpose: "reset_password",
      userId: person.id,
      email: person.email,
      minutes: 60,
    });
    const reset = () => resetPassword(token, { password: "quite another long one" });
    await expect(reset()).rejects.toMatchObject({ code: "accounts.error.sign_in_suspended" });
    await db().user.update({ where: { id: person.id }, data: { suspendedUntil: new Date(Date.now() - 1) } });
    expect(await reset()).toEqual({ userId: person.id });
    expect(await signIn({ ...tries, password: "quite another long one" }, from)).toEqual({ userId: person.id });
  });
});

describe("a sanction", () => {
  test("stands in the record with who, why and until when; a second takes its place, and ending it restores", async () => {
    const [moderator, administrator, person] = [await staff(), await staff("administrator"), await makeUser()];
    const { handle, id: userId } = person;
    await imposeSanction(moderator, wish(handle, "warn"), { at });
    const first = await imposeSanction(moderator, wish(handle), { at });
    expect(first.until).toEqual(new Date("2030-01-05T00:00Z"));
    const second = await imposeSanction(administrator, { ...wish(handle), until: "2031-01-05" }, { at });
    expect((await findActor(userId))?.silenced).toEqual({
      until: second.until,
      reason: "Three times the same advertisement.",
    });
    const { lines } = await getSanctionRecordFor(moderator, handle);
    expect(lines.map(({ kind, by, endedBy }) => [kind, by?.handle, endedBy?.handle])).toEqual([
      ["silence", administrator.handle, undefined],
      ["silence", moderator.handle, administrator.handle],
      ["warn", moderator.handle, undefined],
    ]);
    const own = await getSanctionRecordFor(person, handle);
    expect(own.lines.map(({ reason, by }) => [reason.length > 0, by])).toEqual([1, 2, 3].map(() => [true, null]));

    await endSanction(moderator, { handle, id: first.id }, { at });
    expect((await userOf(userId)).silencedUntil).toEqual(second.until);
    await Promise.all(Array.from({ length: 4 }, () => endSanction(moderator, { handle, id: second.id }, { at })));
    expect((await findActor(userId))?.silenced).toBeNull();
    expect(
      await db().auditEntry.count({ where: { subject: `user:${userId}`, action: "accounts.account.restored" } }),
    ).toBe(1);
    const names = (await db().outboxEvent.findMany({ where: { name: { startsWith: "accounts.sanction" } } })).filter(
      ({ payload }) => JSON.stringify(payload).includes(second.id),
    );
    expect(names.map(({ name }) => name).sort()).toEqual(["accounts.sanction.ended", "accounts.sanction.imposed"]);
  });

  test("imposed by many at once is one that runs", async () => {
    const [moderators, person] = [await Promise.all([staff(), staff(), staff()]), await makeUser()];
    await Promise.all(moderators.map((one) => imposeSanction(one, wish(person.handle, "suspend"))));
    const running = { userId: person.id, endedAt: null, kind: "suspend" } as const;
    expect(await db().sanction.count({ where: running })).toBe(1);
  });

  test.each<[string, Role | null, Role, number]>([
    ["a guest", null, "member", 401],
    ["a member", "member", "member", 403],
    ["a trainer", "trainer", "member", 403],
    ["a moderator of a moderator", "moderator", "moderator", 403],
    ["a moderator of an administrator", "moderator", "administrator", 403],
    ["an administrator of an administrator", "administrator", "administrator", 403],
  ])("is refused to %s", async (_, role, of, status) => {
    const actor: Actor | null = role && (await staff(role));
    const { handle, id } = await makeUser({ role: of });
    await expect(imposeSanction(actor, wish(handle))).rejects.toMatchObject({ status });
    await expect(endSanction(actor, { handle, id })).rejects.toMatchObject({ status });
    expect(await db().sanction.count({ where: { userId: id } })).toBe(0);
  });

  test("is an administrator's of a moderator, nobody's of themselves or of nobody, and ends within five years", async () => {
    const [moderator, administrator] = [await staff(), await staff("administrator")];
    await imposeSanction(administrator, wish(moderator.handle, "warn"));
    for (const who of [moderator, administrator])
      await expect(imposeSanction(who, wish(who.handle))).rejects.toMatchObject({
        code: "accounts.error.own_sanction",
      });
    await expect(imposeSanction(moderator, wish("nobody-here"))).rejects.toMatchObject({ status: 404 });
    const { handle } = await makeUser();
    for (const until of ["2026-11-30", "2035-01-01", "2026-13-40", ""])
      await expect(imposeSanction(moderator, { ...wish(handle), until }, { at })).rejects.toMatchObject({
        details: { fields: { until: { code: "accounts.error.until" } } },
      });
    await expect(getSanctionRecordFor(await makeUser(), handle)).rejects.toMatchObject({ status: 404 });
    await expect(getSanctionRecordFor(null, handle)).rejects.toMatchObject({ status: 401 });
  });

  test("is forgotten two years after its end, and not before", async () => {
    const [moderator, person] = [await staff(), await makeUser()];
    await imposeSanction(moderator, wish(person.handle, "warn"), { at });
    await imposeSanction(moderator, { ...wish(person.handle), until: "2027-01-05" }, { at });
    const left = async (days: number) => {
      await deleteOldSanctions({ at: new Date(at.getTime() + days * day) });
      return db().sanction.count({ where: { userId: person.id } });
    };
    expect([await left(729), await left(732), await left(780)]).toEqual([2, 1, 0]);
  });
});

describe("a warning", () => {
  test("is shown to its person until they have read it, once, and stays in their record with the day", async () => {
    const [moderator, person, other] = [await staff(), await makeUser(), await makeUser()];
    await imposeSanction(moderator, wish(person.handle, "silence"), { at });
    const { id } = await imposeSanction(moderator, wish(person.handle, "warn"), { at });
    const silenced = (await findActor(person.id))!;
    expect(await listUnreadWarnings(silenced)).toEqual([
      { id, reason: "Three times the same advertisement.", createdAt: at },
    ]);
    expect(await listUnreadWarnings(other)).toEqual([]);
    const [first, later] = [new Date(at.getTime() + day), new Date(at.getTime() + 2 * day)];
    await readWarning(silenced, id, { at: first });
    await readWarning(silenced, id, { at: later });
    expect(await listUnreadWarnings(silenced)).toEqual([]);
    for (const who of [silenced, moderator]) {
      const { lines } = await getSanctionRecordFor(who, person.handle);
      expect(lines.find((line) => line.id === id)).toMatchObject({ kind: "warn", readAt: first });
      expect(lines.find(({ kind }) => kind === "silence")).toMatchObject({ readAt: null });
    }
  });

  test("is read by its person alone, and nothing else is", async () => {
    const [moderator, person, other] = [await staff(), await makeUser(), await makeUser()];
    const { id } = await imposeSanction(moderator, wish(person.handle, "warn"), { at });
    const silence = await imposeSanction(moderator, wish(person.handle, "silence"), { at });
    for (const who of [other, moderator]) await expect(readWarning(who, id)).rejects.toMatchObject({ status: 404 });
    await expect(readWarning(null, id)).rejects.toMatchObject({ status: 401 });
    for (const none of [silence.id, crypto.randomUUID(), "nothing"])
      await expect(readWarning(person, none)).rejects.toMatchObject({ status: 404 });
    expect(await listUnreadWarnings(person)).toHaveLength(1);
  });

  test("older than the question counts as read on the day it was given; a new one does not, nor anything else", async () => {
    const [moderator, person] = [await staff(), await makeUser()];
    const [old, recent] = [40, 20].map((days) => new Date(Date.now() - days * day)) as [Date, Date];
    const given = async (when: Date, kind: "warn" | "silence") => {
      const { id } = await imposeSanction(moderator, wish(person.handle, kind), { at });
      await db().sanction.update({ where: { id }, data: { createdAt: when } });
      return id;
    };
    const [first, second, silence] = [
      await given(old, "warn"),
      await given(recent, "warn"),
      await given(old, "silence"),
    ];
    await db().$executeRawUnsafe(
      readFileSync("prisma/migrations/20261201093400_old_warnings_read/migration.sql", "utf8"),
    );
    const readAt = async (id: string) => (await db().sanction.findUniqueOrThrow({ where: { id } })).readAt;
    expect([await readAt(first), await readAt(second), await readAt(silence)]).toEqual([old, null, null]);
  });
});
