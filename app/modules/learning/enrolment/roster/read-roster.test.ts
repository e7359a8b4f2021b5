import { describe, expect, it } from "vitest";
import { bareAddress, readMailboxes } from "#app/lib/mailboxes.ts";
import { forgotPasswordSchema, signInSchema, signUpSchema } from "#app/modules/accounts/schemas.ts";
import { invitationsSchema } from "#app/modules/learning/enrolment/schemas.ts";
import { peopleLists } from "#test/fixtures/people-lists/lists.ts";
import { readRoster } from "./read-roster.ts";

describe("a list of people", () => {
  it.each(peopleLists)("is read as offices write it: $name", ({ text, people, refused = [], ignored }) => {
    const rows = readRoster(text);
    const taken = rows.filter(({ code, ignored }) => code === null && ignored === undefined);
    expect(taken.map(({ line, email, name, cohort }) => [line, email, name, cohort])).toEqual(people);
    expect(rows.filter(({ code }) => code !== null).map(({ line, email }) => [line, email])).toEqual(refused);
    expect(rows.find((row) => row.ignored)?.ignored).toBe(ignored);
  });

  it("may be one long line, as mail programs copy it", () => {
    const line = Array.from({ length: 100 }, (_, n) => `Lee, Ann <ann${n}@example.org>`).join("; ");
    const rows = readRoster(line);
    expect(rows).toHaveLength(100);
    expect(rows.every(({ code, name }) => code === null && name === "Lee, Ann")).toBe(true);
    expect(readRoster(`${"a".repeat(400)}@example.org`)[0]?.code).toBe("enrolment.roster.too_long");
  });

  it("is refused as a whole only when nobody can be in it", () => {
    expect(() => readRoster("sep=;\n")).toThrow(expect.objectContaining({ status: 400 }));
    expect(() => readRoster("name,cohort\nAwa,Dakar")).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe("an address", () => {
  const typed = ["\u200Bawa@example.org\u2069", " <Awa@Example.org> ", "mailto:awa@example.org", "awa@example.org;"];
  typed.push(
    '"Awa N." <awa@example.org>',
    "‘awa@example.org’.",
    "mailto:awa@example.org?subject=x",
    "awa@example.org،",
  );

  it.each(typed)("is the same however it was pasted, also to join and to sign in: %j", (email) => {
    const person = { name: "Awa", password: "a password for tests", country: "SN", language: "en" };
    expect(signUpSchema.parse({ ...person, email }).email).toBe("awa@example.org");
    expect(forgotPasswordSchema.parse({ email }).email).toBe("awa@example.org");
    expect(signInSchema.parse({ email, password: "x" }).email.toLowerCase()).toBe("awa@example.org");
  });

  it("that is none stays refused", () => {
    for (const email of ["awa", "awa@", "<>", "mailto:", "awa@exa mple.org"])
      expect(forgotPasswordSchema.safeParse({ email }).success, email).toBe(false);
  });
});

describe("invitations", () => {
  const invite = (emails: string) =>
    invitationsSchema.safeParse({ intent: "invite", emails, language: "en", cohort: "" });

  it("go to whoever can be read, and the others are named", () => {
    const text = '"Eve E." <eve@x.org>, Roe, Ben <ben@example.org>;\nawa(at)example.org\nAnn Lee ann@example.org';
    const { emails } = invite(text).data as { emails: { good: string[]; bad: string[] } };
    expect(emails).toEqual({ good: ["eve@x.org", "ben@example.org", "ann@example.org"], bad: ["awa(at)example.org"] });
    expect(invite("Ann Lee").success).toBe(false);
  });

  it("are read in proportion to their length", () => {
    expect(readMailboxes('"'.repeat(50_000))).toHaveLength(0);
    expect(readMailboxes("a@b.org,".repeat(6000))).toHaveLength(6000);
    expect(readMailboxes("<".repeat(50_000))).toHaveLength(1);
    expect(readMailboxes("a,".repeat(50_000))).toHaveLength(50_000);
    expect(readMailboxes(`${"a,".repeat(25_000)}b <b@x.org>,`.repeat(2))).toHaveLength(2);
    expect(bareAddress("\u200B".repeat(50_000) + "a")).toBe("a");
  });
});
