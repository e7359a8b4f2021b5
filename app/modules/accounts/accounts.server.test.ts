import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { requestPasswordReset } from "./reset-password.server.ts";
import { signIn, signUp } from "./sign-up.server.ts";
import { signUpSchema } from "#app/modules/accounts/schemas.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const from = { address: "192.0.2.1" };

function joining(given: Record<string, string> = {}) {
  return {
    name: "Awa Ndiaye",
    email: `awa-${Math.random().toString(36).slice(2)}@example.org`,
    password: "correct horse battery",
    country: "sn",
    language: "fr",
    ...given,
  };
}

describe("signing up", () => {
  it("opens an account in the country's zone and notes the two facts", async () => {
    const { userId } = await signUp(signUpSchema.parse(joining()), from);
    const user = await db().user.findUniqueOrThrow({ where: { id: userId } });
    expect(user).toMatchObject({ country: "SN", zone: "Africa/Dakar", role: "member", emailConfirmedAt: null });
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    const events = await db().outboxEvent.findMany({ where: { payload: { path: ["userId"], equals: userId } } });
    expect(events.map(({ name }) => name).sort()).toEqual(["accounts.confirmation.requested", "accounts.user.joined"]);
  });

  it("gives people of the same name different handles", async () => {
    const first = await signUp(signUpSchema.parse(joining()), from);
    const second = await signUp(signUpSchema.parse(joining()), from);
    const rows = await db().user.findMany({ where: { id: { in: [first.userId, second.userId] } } });
    expect(new Set(rows.map(({ handle }) => handle)).size).toBe(2);
  });

  it("makes one account of two forms sent at the same time, and signs in to it with a third", async () => {
    const input = signUpSchema.parse(joining());
    const results = await Promise.all([signUp(input, from), signUp(input, from)]);
    expect(results.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(new Set(results.map(({ userId }) => userId)).size).toBe(1);
    const again = signUpSchema.parse({ ...joining(), email: input.email.toUpperCase(), name: "Somebody Else" });
    expect(await signUp(again, from)).toEqual({ userId: results[0].userId, isNew: false });
    expect(await db().user.count({ where: { email: input.email } })).toBe(1);
  });

  it.each([["confirmed"], ["waiting"], ["unknown"]])(
    "makes an account each of forms with one %s address",
    async (kind) => {
      const emailConfirmedAt = kind === "confirmed" ? new Date() : null;
      const email = kind === "unknown" ? joining().email : (await makeUser({ emailConfirmedAt })).email;
      const passwords = ["correct horse battery", "another horse battery", "a third horse battery"];
      const made = await Promise.all(
        passwords.map((password) => signUp(signUpSchema.parse(joining({ email, password })), from)),
      );
      expect(made.every(({ isNew }) => isNew)).toBe(true);
      const rows = await db().user.findMany({ where: { email } });
      expect(rows).toHaveLength(kind === "unknown" ? 3 : 4);
      // Each has a password of its own, and all share a salt: one hashing finds any of them.
      expect(new Set(rows.map(({ passwordHash }) => passwordHash.split("$")[4])).size).toBe(1);
      for (const [index, password] of passwords.entries())
        expect(await signIn({ email, password }, from)).toEqual({ userId: made[index]!.userId });
    },
  );

  it("tries no more passwords than signing in does, whatever the address", async () => {
    const person = await makeUser();
    for (const [email, network] of [
      [person.email, "192.0.2.50"],
      [joining().email, "192.0.2.51"],
    ] as const) {
      const attempt = (count: number) =>
        signUp(signUpSchema.parse(joining({ email, password: `wrong password ${count}` })), { address: network });
      for (let count = 0; count < 10; count++) await attempt(count);
      await expect(attempt(10)).rejects.toMatchObject({ status: 429 });
      await expect(signIn({ email, password: testPassword }, { address: network })).rejects.toMatchObject({
        status: 429,
      });
    }
    expect(await signIn({ email: person.email, password: testPassword }, from)).toEqual({ userId: person.id });
  });

  it.each([
    [{ password: "short" }, "accounts.error.password_short"],
    [{ password: "password1234" }, "accounts.error.password_common"],
    [{ email: "nobody" }, "accounts.error.email"],
    [{ country: "ZZ" }, "accounts.error.country"],
    [{ language: "tlh" }, "accounts.error.language"],
    [{ name: "\u202e \u200b" }, "error.field.required"],
    [{ name: "x".repeat(121) }, "error.field.too_long"],
  ])("refuses %j with %s", (given, code) => {
    const result = signUpSchema.safeParse(joining(given));
    expect(result.error?.issues[0]?.message).toBe(code);
  });
});

describe("signing in", () => {
  it("knows the right password, whatever the case of the address", async () => {
    const person = await makeUser();
    const input = { email: person.email.toUpperCase(), password: testPassword };
    expect(await signIn(input, from)).toEqual({ userId: person.id });
  });

  it("says the same of a wrong password and of an unknown address", async () => {
    const person = await makeUser();
    for (const email of [person.email, "nobody@example.org"])
      await expect(signIn({ email, password: "wrong password" }, from)).rejects.toMatchObject({
        code: "accounts.error.sign_in",
        status: 400,
      });
  });

  it("stops an account after ten failures, and nobody else in the room", async () => {
    const [person, neighbour] = [await makeUser(), await makeUser()];
    for (let count = 0; count < 10; count++)
      await expect(signIn({ email: person.email, password: "wrong" }, from)).rejects.toMatchObject({ status: 400 });
    await expect(signIn({ email: person.email, password: testPassword }, from)).rejects.toMatchObject({ status: 429 });
    expect(await signIn({ email: neighbour.email, password: testPassword }, from)).toEqual({ userId: neighbour.id });
  });

  it("looks at ten of eighty tries that come side by side, and at no more", async () => {
    const person = await makeUser();
    const tries = Array.from({ length: 80 }, () => signIn({ email: person.email, password: "wrong" }, from));
    const outcomes = (await Promise.allSettled(tries)).map(
      (one) => (one as PromiseRejectedResult).reason as { status: number },
    );
    expect(outcomes.filter(({ status }) => status === 400)).toHaveLength(10);
    expect(outcomes.filter(({ status }) => status === 429)).toHaveLength(70);
  });

  it("locks nobody out for what somebody else tries from elsewhere", async () => {
    const person = await makeUser();
    const stranger = { address: "198.51.100.66" };
    for (let count = 0; count < 11; count++)
      await signIn({ email: person.email, password: "wrong" }, stranger).catch(() => null);
    await expect(signIn({ email: person.email, password: testPassword }, stranger)).rejects.toMatchObject({
      status: 429,
    });
    expect(await signIn({ email: person.email, password: testPassword }, from)).toEqual({ userId: person.id });
    // Nor does asking for links: the sixth is left out, and nobody hears of it.
    for (let count = 0; count < 7; count++) await requestPasswordReset(person.email, stranger);
    const events = { name: "accounts.password_reset.requested", payload: { path: ["userId"], equals: person.id } };
    expect(await db().outboxEvent.count({ where: events })).toBe(5);
  });

  it("counts no success against a room", async () => {
    const person = await makeUser();
    const room = { address: "192.0.2.41" };
    for (let count = 0; count < 12; count++) await signIn({ email: person.email, password: testPassword }, room);
    const spent = await db().rateLimit.findMany({ where: { key: { contains: room.address } } });
    expect(spent.filter(({ points }) => points > 0)).toEqual([]);
  });

  it("lets a training room of forty sign in from one address", async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => makeUser()));
    const address = { address: "192.0.2.40" };
    const results = await Promise.all(people.map(({ email }) => signIn({ email, password: testPassword }, address)));
    expect(results.map(({ userId }) => userId)).toEqual(people.map(({ id }) => id));
  });
});
