import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { decodeText } from "./decode-text.ts";
import { readRoster } from "./read-roster.ts";
import { runRoster } from "./run-roster.server.ts";
import { getRosterRun, listRosterRuns, requestRoster } from "./request-roster.server.ts";
import { makeCohort, teachingOf } from "#test/factories/cohorts.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const utf16 = (text: string, littleEndian = true) => {
  const bytes = Buffer.from(text, "utf16le");
  return littleEndian ? bytes : bytes.swap16();
};

describe("a list of people is read", () => {
  const rows = [
    { email: "awa@example.org", name: "Awa Ndiayé", cohort: "Dakar" },
    { email: "luc@example.org", name: "Luc", cohort: "" },
  ];
  const said = (text: string) => readRoster(text).map(({ email, name, cohort }) => ({ email, name, cohort }));

  it.each([
    ["commas", "email,name,cohort\nawa@example.org,Awa Ndiayé,Dakar\nluc@example.org,Luc,\n"],
    ["semicolons", "email;name;cohort\nawa@example.org;Awa Ndiayé;Dakar\nluc@example.org;Luc;\n"],
    ["tabs", "email\tname\tcohort\nawa@example.org\tAwa Ndiayé\tDakar\nluc@example.org\tLuc\t\n"],
    ["another order and case", "NAME,Cohort,E-Mail\r\nAwa Ndiayé,Dakar,AWA@example.org\r\nLuc,,luc@example.org\r\n"],
    ["French headers", "Nom;Courriel;Cohorte\nAwa Ndiayé;awa@example.org;Dakar\nLuc;luc@example.org"],
    ["quotes", '"email","name","cohort"\n"awa@example.org","Awa Ndiayé","Dakar"\n"luc@example.org",Luc,""'],
    ["no header", "awa@example.org,Awa Ndiayé,Dakar\nluc@example.org,Luc,\n"],
    [
      "blank rows and blanks",
      "\n\nemail , name , cohort\n\n awa@example.org , Awa Ndiayé , Dakar \n,,\nluc@example.org,Luc\n\n",
    ],
    ["a decomposed letter", "email,name,cohort\nawa@example.org,Awa Ndiaye\u0301,Dakar\nluc@example.org,Luc,"],
  ])("with %s", (_, text) => {
    expect(said(text)).toEqual(rows);
  });

  it.each([
    ["UTF-8", Buffer.from("email;name;cohort\nawa@example.org;Awa Ndiayé;Dakar\nluc@example.org;Luc;")],
    [
      "UTF-8 with a mark",
      Buffer.from("\uFEFFemail;name;cohort\nawa@example.org;Awa Ndiayé;Dakar\nluc@example.org;Luc;"),
    ],
    ["UTF-16 with a mark", utf16("\uFEFFemail;name;cohort\nawa@example.org;Awa Ndiayé;Dakar\nluc@example.org;Luc;")],
    [
      "big-endian UTF-16",
      utf16("\uFEFFemail;name;cohort\nawa@example.org;Awa Ndiayé;Dakar\nluc@example.org;Luc;", false),
    ],
    ["UTF-16 without a mark", utf16("email;name;cohort\nawa@example.org;Awa Ndiayé;Dakar\nluc@example.org;Luc;")],
    [
      "Windows-1252",
      Buffer.from("email;name;cohort\nawa@example.org;Awa Ndiayé;Dakar\nluc@example.org;Luc;", "latin1"),
    ],
  ])("written as %s", (_, bytes) => {
    expect(said(decodeText(bytes))).toEqual(rows);
  });

  it("with each row's line, also behind a cell of several lines", () => {
    const text =
      'email,name\n"awa@example.org","Awa\nNdiaye"\n\nluc@example.org,Luc\nno address,X\nLUC@example.org,Again';
    expect(readRoster(text).map(({ line, email, code }) => [line, email, code])).toEqual([
      [2, "awa@example.org", null],
      [5, "luc@example.org", null],
      [6, "no address", "enrolment.roster.bad_email"],
      [7, "luc@example.org", "enrolment.roster.doubled"],
    ]);
  });

  it("whatever hostile cells say", () => {
    const text = `email,name\n=HYPERLINK("x"),Eve\na@example.org,${"x".repeat(1_000_000)}\nb@exam\u0000ple.org,N\u0000UL\n"\u202Ec@example.org",R\n@SUM(A1),F`;
    const read = readRoster(text);
    expect(read.map(({ code }) => code)).toEqual([
      "enrolment.roster.bad_email",
      "enrolment.roster.too_long",
      null,
      null,
      "enrolment.roster.bad_email",
    ]);
    expect(read[2]).toMatchObject({ email: "b@example.org", name: "NUL" });
    expect(read[3]).toMatchObject({ email: "c@example.org", name: "R" });
    expect(JSON.stringify(read).length).toBeLessThan(2000);
  });

  it("unless there is nothing in it, no address, or too much", () => {
    const codeOf = (text: string) => {
      try {
        readRoster(text);
      } catch (error) {
        if (isAppError(error)) return error.details.fields?.file?.code;
      }
      return null;
    };
    expect(codeOf("")).toBe("enrolment.roster.error.empty");
    expect(codeOf("email,name\n")).toBe("enrolment.roster.error.empty");
    expect(codeOf("name,cohort\nAwa,Dakar")).toBe("enrolment.roster.error.no_email");
    expect(codeOf('email,name\n"a@example.org,Awa')).toBeNull();
    const many = (count: number) => `email\n${Array.from({ length: count }, (_, n) => `p${n}@example.org`).join("\n")}`;
    expect(codeOf(many(2001))).toBe("enrolment.roster.error.too_many");
    expect(readRoster(many(2000))).toHaveLength(2000);
  });
});

describe("a list of people is worked through", () => {
  it("row by row: enrolled, already, invited, waiting, refused, and a second run changes nothing", async () => {
    const course = await makeCourse();
    await db().course.update({
      where: { id: course.id },
      data: { capacity: 2, enrolmentMode: "closed" },
      select: { id: true },
    });
    const cohort = await makeCohort(course, { name: "Été 2026" });
    const [first, second, third] = [await makeUser(), await makeUser(), await makeUser()];
    const suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 3_600_000) });
    const unconfirmed = await makeUser({ emailConfirmedAt: null });
    await db().enrolment.create({ data: { userId: first.id, courseId: course.id }, select: { id: true } });
    const mark = course.slug;
    const text = [
      "email;cohort",
      `${first.email};`,
      `${second.email};été 2026`,
      `${third.email};`,
      `${suspended.email};`,
      `${unconfirmed.email};`,
      `new-${mark}@example.org;${cohort.slug}`,
      `x-${mark}@example.org;nowhere`,
      "broken;",
      `${second.email};`,
    ].join("\n");
    const access = await teachingOf(course);
    const list = { text, source: "people.csv", cohortId: null, language: "fr" };
    const { id } = await requestRoster(access, list);
    expect(await getRosterRun(access, id)).toMatchObject({ state: "waiting", total: 9, done: 0, isOver: false });
    await runRoster(id);
    await runRoster(id);
    const run = await getRosterRun(access, id);
    expect(run.report.map(({ line, outcome, code }) => [line, outcome, code])).toEqual([
      [2, "already", undefined],
      [3, "enrolled", undefined],
      [4, "waiting", undefined],
      [5, "refused", "enrolment.roster.suspended"],
      [6, "invited", undefined],
      [7, "invited", undefined],
      [8, "refused", "enrolment.roster.cohort_unknown"],
      [9, "refused", "enrolment.roster.bad_email"],
      [10, "refused", "enrolment.roster.doubled"],
    ]);
    expect(run.isOver).toBe(true);
    expect(await db().cohortMember.count({ where: { cohortId: cohort.id, userId: second.id } })).toBe(1);
    expect(await db().invitation.count({ where: { courseId: course.id, language: "fr" } })).toBe(2);
    const again = await requestRoster(access, list);
    await runRoster(again.id);
    const outcomes = (await getRosterRun(access, again.id)).report.map(({ outcome }) => outcome);
    expect(outcomes.slice(0, 3)).toEqual(["already", "already", "waiting"]);
    expect(await db().invitation.count({ where: { courseId: course.id } })).toBe(2);
    expect(await db().enrolmentRequest.count({ where: { courseId: course.id, state: "open" } })).toBe(1);
  });

  it("that breaks off says of each row what became of it first, also when two jobs go on with it", async () => {
    const course = await makeCourse();
    const people = await Promise.all([1, 2, 3, 4].map(() => makeUser()));
    const access = await teachingOf(course);
    const text = ["email", ...people.map(({ email }) => email)].join("\n");
    const { id } = await requestRoster(access, { text, source: "people.csv", cohortId: null, language: "en" });
    await db().$executeRawUnsafe(
      `ALTER TABLE enrolments ADD CONSTRAINT full_disk CHECK (user_id <> '${people[2]!.id}')`,
    );
    await expect(runRoster(id)).rejects.toThrow("full_disk");
    await db().$executeRaw`ALTER TABLE enrolments DROP CONSTRAINT full_disk`;
    await Promise.allSettled([runRoster(id), runRoster(id)]);
    await runRoster(id);
    const { report, isOver } = await getRosterRun(access, id);
    expect(report.map(({ line, outcome }) => [line, outcome])).toEqual([2, 3, 4, 5].map((line) => [line, "enrolled"]));
    expect(isOver).toBe(true);
  });

  it("by a cohort's trainer for their own cohorts only, and shown to no other trainer", async () => {
    const course = await makeCourse();
    const trainer = await makeUser({ role: "trainer" });
    const own = await makeCohort(course, { trainerId: trainer.id });
    const other = await makeCohort(course, { trainerId: (await makeUser({ role: "trainer" })).id });
    const people = [await makeUser(), await makeUser(), await makeUser()];
    const access = await teachingOf(course, { actor: trainer, role: null });
    const text = `email,cohort\n${people[0]!.email},\n${people[1]!.email},${own.slug}\n${people[2]!.email},${other.slug}`;
    const list = { text, source: "x", language: "en" };
    await expect(requestRoster(access, { ...list, cohortId: other.id })).rejects.toMatchObject({ status: 400 });
    const { id } = await requestRoster(access, { ...list, cohortId: null });
    await runRoster(id);
    const run = await getRosterRun(access, id);
    expect(run.report.map(({ outcome, code }) => code ?? outcome)).toEqual([
      "enrolment.error.own_cohort",
      "enrolled",
      "enrolment.error.own_cohort",
    ]);
    const stranger = { ...access, actor: await makeUser(), cohortIds: [other.id] };
    await expect(getRosterRun(stranger, id)).rejects.toMatchObject({ status: 404 });
    expect([(await listRosterRuns(stranger)).length, (await listRosterRuns(access)).length]).toEqual([0, 1]);
  });
});
