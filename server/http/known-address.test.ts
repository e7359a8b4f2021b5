import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { mailConfirmation, requestConfirmation } from "#app/modules/accounts/confirm-email.server.ts";
import { requestPasswordReset } from "#app/modules/accounts/reset-password.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { signIn, signUp } from "#app/modules/accounts/sign-up.server.ts";
import { signUpSchema } from "#app/modules/accounts/schemas.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { type Answer, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp(async () => {
  await seedRoadmap(db());
  await makeCourse();
});

const password = "correct horse battery";
/** Ten letters that nobody else has: names, handles and addresses made of them are all of one length. */
const mark = () => Array.from(randomBytes(10), (byte) => String.fromCharCode(97 + (byte % 26))).join("");

/** Addresses as a stranger may come upon them. The first has no account. */
const addresses: Record<string, () => Promise<string>> = {
  "nobody's": async () => `${mark()}@example.org`,
  "a member's": async () => (await makeUser({ email: `${mark()}@example.org` })).email,
  "an administrator's": async () => (await makeUser({ email: `${mark()}@example.org`, role: "administrator" })).email,
  "one that waits to be confirmed": async () =>
    (await makeUser({ email: `${mark()}@example.org`, emailConfirmedAt: null })).email,
  "an invited member's": async () => {
    const person = await makeUser({ email: `${mark()}@example.org` });
    const { id: courseId } = await makeCourse();
    const data = {
      courseId,
      email: person.email,
      language: "en",
      tokenHash: mark(),
      expiresAt: new Date("2100-01-01"),
    };
    await db().invitation.create({ data });
    return person.email;
  },
};
const known = Object.keys(addresses).slice(1);

/** What a stranger can see of one answer, without what differs between any two. */
function seen({ status, headers, body, location }: Answer, own: Record<string, string>) {
  const plain = (text: string) =>
    Object.entries(own)
      .reduce((done, [word, value]) => done.replaceAll(value, word), text)
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g, "ID")
      .replace(/datetime="[^"]*"/g, "")
      .replace(/face tone-\d[^>]*>\w+/g, "face")
      .replace(/\b\d{1,2}:\d{2}\b|[\d,]+ seconds?/g, "TIME");
  const cookies = headers.getSetCookie().map((line) => line.replace(/=[^;]*/, "=").replace(/Expires=[^;]*/, ""));
  const fixed = [...headers].filter(
    ([name]) => !/^(date|etag|x-request-id|set-cookie|content-length|retry-after)$/.test(name),
  );
  return {
    status,
    location: location && plain(location),
    cookies,
    headers: plain(fixed.join("\n")),
    body: plain(body).split(/(?=<)/),
  };
}

/** Everything that a stranger can try with an address and see of it, step by step. */
async function tryAll(email: string) {
  const name = `Awa ${mark()}`;
  const own = { HANDLE: name.toLowerCase().replace(" ", "-"), NAME: name, ADDRESS: email };
  const steps: Record<string, unknown> = {};
  const visitor = new Visitor(app);
  const note = (step: string, answer: Answer) => (steps[step] = seen(answer, own));
  const joining = { name, email, password, country: "SN", language: "en" };
  note("sign in before", await visitor.post("/login", { email, password }));
  note("sign in by a script", await visitor.post("/login", { email, password }, { Accept: "text/x-script" }));
  note("forgotten", await visitor.post("/password/forgot", { email }));
  note("after forgetting", await visitor.get("/login"));
  note("join with a bad password", await visitor.post("/join", { ...joining, password: "short" }));
  note("join", await visitor.post("/join", joining));
  for (const path of ["/me", "/courses", "/forum", "/me/notifications"]) note(path, await visitor.get(path));
  note("profile of their own", await visitor.get(`/people/${own.HANDLE}`));
  for (const section of ["profile", "email", "security", "notifications"])
    note(section, await visitor.get(`/me/settings/${section}`));
  for (let count = 0; count < 6; count++) note(`again ${count}`, await visitor.post("/me/settings/email"));
  note("join again", await visitor.post("/join", joining));
  note("sign out", await visitor.post("/logout"));
  note("sign in", await visitor.post("/login", { email, password }));
  note("own page", await visitor.get("/me"));
  const other = new Visitor(app);
  note(
    "another joins",
    await other.post("/join", { ...joining, name: `Ana ${mark()}`, password: "another correct horse" }),
  );
  note("another's sign-out", await other.post("/logout"));
  note("another signs in", await other.post("/login", { email, password: "another correct horse" }));
  for (let count = 0; count < 9; count++)
    note(`wrong ${count}`, await new Visitor(app).post("/login", { email, password: "wrong password" }));
  note("forgotten again", await new Visitor(app).post("/password/forgot", { email }));
  return steps;
}

describe("a stranger cannot tell whose address it is", () => {
  it.each(known)("nobody's or %s", async (kind) => {
    const [nobodys, somebodys] = [await addresses["nobody's"]!(), await addresses[kind]!()];
    const [first, second] = [await tryAll(nobodys), await tryAll(somebodys)];
    expect(Object.keys(first).length).toBeGreaterThan(30);
    for (const step of Object.keys(first)) expect(second[step], step).toEqual(first[step]);
    expect(first).toMatchObject({
      join: { status: 303, location: "/me", cookies: [expect.stringMatching(/^session=/), expect.anything()] },
      email: { body: expect.arrayContaining(["<bdi>ADDRESS"]) as unknown },
      "sign in": { status: 303, location: "/me" },
    });
  });

  it.each(known)("by the work that it makes: %s", async (kind) => {
    const from = { address: `192.0.2.${known.indexOf(kind) + 1}` };
    const workOf = async (email: string) => {
      const count = async (work: () => Promise<unknown>) => (await countingStatements(work)).statements.map(shape);
      const input = signUpSchema.parse({ name: `Awa ${mark()}`, email, password, country: "SN", language: "en" });
      let id = "";
      const join = await count(async () => (id = (await signUp(input, from)).userId));
      const facts = await db().outboxEvent.findMany({ where: { payload: { path: ["userId"], equals: id } } });
      const actor = (await findActor(id))!;
      return {
        join,
        facts: facts.map((fact) => fact.name).sort(),
        wrong: await count(() => signIn({ email, password: "wrong" }, from).catch(() => null)),
        right: await count(() => signIn({ email, password }, from)),
        forgotten: await count(() => requestPasswordReset(email, from)),
        again: await count(() => requestConfirmation(actor, from)),
      };
    };
    const nobodys = await workOf(await addresses["nobody's"]!());
    expect(nobodys.join.length).toBeGreaterThan(3);
    expect(nobodys.facts).toEqual(["accounts.confirmation.requested", "accounts.user.joined"]);
    expect(await workOf(await addresses[kind]!())).toEqual(nobodys);
  });

  it("by how long asking for a new password takes: the same is written for nobody", async () => {
    const before = await db().outboxEvent.count({ where: { name: "accounts.password_reset.requested" } });
    await requestPasswordReset(`${mark()}@example.org`, { address: "192.0.2.77" });
    expect(await db().outboxEvent.count({ where: { name: "accounts.password_reset.requested" } })).toBe(before + 1);
  });

  it("while one mail leaves for either", async () => {
    const mailsAfterJoining = async (email: string) => {
      const input = signUpSchema.parse({ name: "Awa Ndiaye", email, password, country: "SN", language: "en" });
      const { userId } = await signUp(input, { address: "192.0.2.78" });
      await mailConfirmation({ userId: userId });
      return db().outgoingMail.count({ where: { recipient: email } });
    };
    for (const kind of Object.keys(addresses)) expect(await mailsAfterJoining(await addresses[kind]!()), kind).toBe(1);
  });
});

describe("both, whoever joined with an address and whoever has it,", () => {
  it("sign in with their own password, each to their own account", async () => {
    const owner = await makeUser({ email: `${mark()}@example.org`, name: "The Owner" });
    const stranger = new Visitor(app);
    const fields = { name: "Some Stranger", email: owner.email, password, country: "SN", language: "en" };
    await stranger.post("/join", fields);
    const pageOf = async (secret: string) => {
      const visitor = new Visitor(app);
      const answer = await visitor.follow(await visitor.post("/login", { email: owner.email, password: secret }));
      return answer.body;
    };
    expect(await pageOf(testPassword)).toContain("The Owner");
    expect(await pageOf(testPassword)).not.toContain("Some Stranger");
    expect(await pageOf(password)).toContain("Some Stranger");
    expect(await pageOf(password)).not.toContain("The Owner");
  });
});

/** A statement without its values and the number of its parameters. */
function shape(statement: string): string {
  return statement.replace(/\s+/g, " ").replace(/\$\d+/g, "$").slice(0, 120);
}
