import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { createFirstAdministrator, firstAdministratorLink } from "./create-first-administrator.server.ts";
import { deleteSavedForm, findSavedForm, guestForms, largestGuestForm, saveForm } from "./save-form.server.ts";
import { changeRole, listPeopleFor } from "./records/list-people.server.ts";
import { getProfileFor, saveProfile } from "./save-profile.server.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

describe("the first administrator", () => {
  const input = { name: "Ada", email: "ada@example.org", password: "a very long password", country: "FR" };

  it("is made once, at an address that works once", async () => {
    const earlier = tokenOf(await firstAdministratorLink());
    const token = tokenOf(await firstAdministratorLink());
    const withToken = (value: string) => createFirstAdministrator({ ...input, token: value }, "fr");
    await expect(withToken(earlier)).rejects.toMatchObject({ code: "accounts.error.token" });
    const { userId } = await withToken(token);
    const row = await db().user.findUniqueOrThrow({ where: { id: userId } });
    expect(row).toMatchObject({ role: "administrator", zone: "Europe/Paris", language: "fr" });
    await expect(withToken(token)).rejects.toMatchObject({ code: "accounts.error.token" });
    expect(await firstAdministratorLink()).toBeNull();
  });

  function tokenOf(link: string | null): string {
    return new URL(link!).searchParams.get("token")!;
  }
});

describe("roles", () => {
  it("are given by administrators, with a line in the log", async () => {
    const [administrator, person] = [await makeUser({ role: "administrator" }), await makeUser()];
    await changeRole(administrator, { handle: person.handle, role: "trainer" });
    expect((await getProfileFor(null, person.handle)).role).toBe("trainer");
    const line = await db().auditEntry.findFirst({ where: { subject: `user:${person.id}` } });
    expect(line).toMatchObject({ actorId: administrator.id, data: { from: "member", to: "trainer" } });
  });

  it("are given by nobody else, and never to oneself", async () => {
    const [administrator, person] = [await makeUser({ role: "administrator" }), await makeUser()];
    const give = (actor: Parameters<typeof changeRole>[0], handle: string) =>
      changeRole(actor, { handle, role: "moderator" });
    await expect(give(null, person.handle)).rejects.toMatchObject({ status: 401 });
    for (const role of ["member", "trainer", "facilitator", "moderator"] as const)
      await expect(give(await makeUser({ role }), person.handle)).rejects.toMatchObject({ status: 403 });
    await expect(give(administrator, administrator.handle)).rejects.toMatchObject({ status: 403 });
    await expect(give(administrator, "nobody-here")).rejects.toMatchObject({ status: 404 });
    const suspended = await makeUser({ role: "administrator", suspendedUntil: new Date(Date.now() + 60_000) });
    await expect(give(suspended, person.handle)).rejects.toMatchObject({ status: 403 });
  });

  it("are listed page by page, without repeating or skipping anybody", async () => {
    const administrator = await makeUser({ role: "administrator" });
    for (let count = 0; count < 7; count++) await makeUser({ name: `Listed ${count}` });
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page = await listPeopleFor(administrator, { search: "Listed", before, limit: 3 });
      seen.push(...page.people.map(({ name }) => name));
      await makeUser({ name: "Listed later" });
      before = page.next;
    } while (before);
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((count) => `Listed ${count}`));
    await expect(listPeopleFor(await makeUser(), {})).rejects.toMatchObject({ status: 403 });
  });
});

describe("a profile", () => {
  it("shows neither address nor legal name to others", async () => {
    const person = await makeUser({ legalName: "Awa Legal" });
    expect(JSON.stringify(await getProfileFor(null, person.handle))).not.toMatch(/@|Legal/);
  });

  it("is not there for others while the person is suspended", async () => {
    const person = await makeUser({ suspendedUntil: new Date(Date.now() + 60_000) });
    await expect(getProfileFor(null, person.handle)).rejects.toMatchObject({ status: 404 });
    expect((await getProfileFor(await makeUser({ role: "moderator" }), person.handle)).name).toBe(person.name);
  });

  it("is saved by its owner", async () => {
    const person = await makeUser();
    await saveProfile(person, { name: "New Name", legalName: "", country: "FR", language: "ar", zone: "Europe/Paris" });
    expect(await db().user.findUnique({ where: { id: person.id } })).toMatchObject({
      name: "New Name",
      legalName: null,
      language: "ar",
    });
  });
});

describe("a saved form", () => {
  it("is found for its page only, without passwords, until it is sent or an hour old", async () => {
    const at = new Date();
    const secret = await saveForm("/forum/1.2/new", { title: ["A question"], password: ["secret"] }, { at });
    expect(await findSavedForm(secret, "/forum/1.2/new", at)).toEqual({ title: ["A question"] });
    expect(await findSavedForm(secret, "/forum/1.1/new", at)).toBeNull();
    expect(await findSavedForm("another", "/forum/1.2/new", at)).toBeNull();
    expect(await findSavedForm(secret, "/forum/1.2/new", new Date(at.getTime() + 3_600_001))).toBeNull();
    expect(await deleteSavedForm(secret, "/login")).toBe(false);
    expect(await deleteSavedForm(secret, "/forum/1.2/new")).toBe(true);
    expect(await findSavedForm(secret, "/forum/1.2/new", at)).toBeNull();
  });

  it("of a guest is bounded in size and, for each network, in number", async () => {
    const save = (letters: number, guestAddress?: string) =>
      saveForm("/forum/1.2/new", { body: ["x".repeat(letters)] }, { guestAddress });
    await expect(save(largestGuestForm, "203.0.113.1")).rejects.toMatchObject({ status: 413 });
    expect(await save(largestGuestForm - 100, "203.0.113.1")).toBeTruthy();
    expect(await save(largestGuestForm)).toBeTruthy();
    for (let form = 0; form < guestForms.points; form++) await save(1, `2001:db8:1:2::${form.toString(16)}`);
    await expect(save(1, "2001:db8:1:2:ffff::1")).rejects.toMatchObject({ status: 429, code: "error.too_many" });
    expect(await save(1, "2001:db8:1:3::1")).toBeTruthy();
    expect(await save(1)).toBeTruthy();
  });
});
