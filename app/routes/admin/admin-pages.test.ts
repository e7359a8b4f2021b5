import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { changeRole, listPeopleFor } from "#app/modules/accounts/records/list-people.server.ts";
import { endSanction, imposeSanction } from "#app/modules/accounts/sanctions/impose-sanction.server.ts";
import { listTrainedFor, listWeeksFor } from "#app/modules/administration/figures.server.ts";
import { listAuditFor } from "#app/modules/administration/list-audit.server.ts";
import { lastWeeks } from "#app/modules/administration/weeks.ts";
import { readYear } from "#app/modules/administration/years.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, type Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let administrator: Actor;
let member: Actor;
let visitor: Visitor;
const at = new Date("2026-03-12T10:00:00Z");

beforeAll(async () => {
  administrator = await makeUser({ role: "administrator" });
  member = await makeUser({ name: "Awa Ndiaye", country: "SN" });
  visitor = await signedIn(app, administrator);
  const [one, two] = [await makeCourse(), await makeCourse()];
  const inPeru = await makeUser({ country: "PE" });
  const enrolled = (userId: string, courseId: string, createdAt: string, completedAt: string | null) =>
    db().enrolment.create({ data: { userId, courseId, createdAt, completedAt }, select: { id: true } });
  await enrolled(member.id, one.id, "2025-11-02T10:00:00Z", "2026-03-10T10:00:00Z");
  await enrolled(member.id, two.id, "2026-02-02T10:00:00Z", null);
  await enrolled(inPeru.id, one.id, "2024-12-31T23:59:00Z", "2025-12-31T23:59:00Z");
});

describe("the figures", () => {
  it("say who was trained where in a year, and nothing of another one, in one statement", async () => {
    const { result, statements } = await countingStatements(() => listTrainedFor(administrator, 2026));
    expect(statements).toHaveLength(1);
    expect(result).toEqual([{ country: "SN", enrolled: 1, completed: 1 }]);
    expect(await listTrainedFor(administrator, 2025)).toEqual([
      { country: "PE", enrolled: 0, completed: 1 },
      { country: "SN", enrolled: 1, completed: 0 },
    ]);
    const { body } = await visitor.get("/admin/figures?year=2026");
    expect(body).toMatch(/<th role="rowheader" scope="row">Senegal<\/th>/);
    expect(body).not.toContain("Peru");
    expect(body).toMatch(/role="img" aria-label="Accounts opened: [\d,]+ in 26 weeks/);
  });

  it("are a file with names and codes of countries", async () => {
    const { body, headers } = await visitor.get("/admin/figures/trained.csv?year=2025");
    expect(headers.get("content-type")).toContain("text/csv");
    expect(body.trim().split("\n")).toEqual(
      ["\ufeffCountry,Country code,Enrolments,Courses completed,Certificates", "Peru,PE,0,1,0", "Senegal,SN,1,0,0"].map(
        (line, index) => (index === 0 ? line.replace("\ufeff", body.startsWith("\ufeff") ? "\ufeff" : "") : line),
      ),
    );
  });

  it("count by weeks that begin on Mondays, empty ones too, in three statements", async () => {
    const { result, statements } = await countingStatements(() => listWeeksFor(administrator, { at }));
    expect(statements).toHaveLength(3);
    expect(result).toHaveLength(26);
    expect(result.at(-1)).toMatchObject({ monday: "2026-03-09", completed: 1 });
    expect(result.at(-2)).toEqual({ monday: "2026-03-02", joined: 0, completed: 0, replies: 0 });
    expect(lastWeeks(new Date("2026-03-15T23:59:00Z"), 2)).toEqual(["2026-03-02", "2026-03-09"]);
  });

  it("are of this year unless another one is named that can be", () => {
    expect(["2025", "1999", "2027", "x", null].map((wished) => readYear(wished, at).year)).toEqual([
      2025, 2026, 2026, 2026, 2026,
    ]);
  });

  it("are for administrators alone", async () => {
    await expect(listTrainedFor(member, 2026)).rejects.toMatchObject({ status: 403 });
    await expect(listWeeksFor(null)).rejects.toMatchObject({ status: 401 });
    await expect(listAuditFor(member, { language: "en" })).rejects.toMatchObject({ status: 403 });
  });
});

describe("people", () => {
  it("are found by words and by kind, in one statement", async () => {
    const suspended = await makeUser({ suspendedUntil: new Date(Date.now() + 86_400_000) });
    const named = async (page: Parameters<typeof listPeopleFor>[1]) =>
      (await listPeopleFor(administrator, page)).people.map(({ handle }) => handle);
    expect(await named({ filter: "suspended" })).toEqual([suspended.handle]);
    expect(await named({ filter: "administrator", search: administrator.name })).toEqual([administrator.handle]);
    expect(await named({ filter: "trainer", search: "Awa Ndiaye" })).toEqual([]);
    const { statements } = await countingStatements(() => listPeopleFor(administrator, { filter: "member" }));
    expect(statements).toHaveLength(1);
    expect((await visitor.get("/admin/people?who=suspended")).body).toContain(`/admin/people/${suspended.handle}`);
  });

  it("have a page with what they learnt and what staff did about them, and a role to change", async () => {
    const path = `/admin/people/${member.handle}`;
    const { body } = await visitor.get(path);
    expect(body).toContain("Senegal");
    expect(body.match(/\/courses\/course-/g)).toHaveLength(2);
    expect(body).toContain("Nothing has been recorded yet");
    const changed = await visitor.post("/admin/people", { handle: member.handle, role: "trainer" });
    expect(changed.location).toBe(path);
    const after = (await visitor.follow(changed)).body;
    expect(after).toContain("Role changed");
    expect(after).toMatch(/Member → Trainer/);
    expect((await visitor.get("/admin/people/nobody-here")).status).toBe(404);
  });
});

describe("what the team imposed on somebody", () => {
  it("stands in the log and on the page of the account, with its end, and is reached from there", async () => {
    const person = await makeUser({ name: "Lê Văn" });
    const wish = { handle: person.handle, until: "2030-01-01", reason: "Advertising" };
    const { id } = await imposeSanction(administrator, { ...wish, kind: "suspend" });
    const page = (await visitor.get(`/admin/people/${person.handle}`)).body;
    expect(page).toMatch(/Account suspended<div class="small soft">Until \d/);
    expect(page).toContain(`/people/${person.handle}/record`);
    await endSanction(administrator, { handle: person.handle, id });
    expect((await visitor.get(`/admin/people/${person.handle}`)).body).toContain("Suspension ended");
  });
});

describe("the audit log", () => {
  it("names who did what to whom, newest first, of one kind and page by page, in three statements", async () => {
    const other = await makeUser({ name: "Minh Trần" });
    await changeRole(administrator, { handle: other.handle, role: "moderator" });
    const { result, statements } = await countingStatements(() =>
      listAuditFor(administrator, { action: "accounts.role.changed", language: "en" }),
    );
    expect(statements.length).toBeLessThanOrEqual(3);
    expect(result.lines[0]).toMatchObject({
      action: "accounts.role.changed",
      actor: { text: administrator.name },
      subject: { text: "Minh Trần" },
      from: "member",
      to: "moderator",
    });
    const none = await listAuditFor(administrator, { action: "learning.dates.changed", language: "en" });
    expect(none).toEqual({ lines: [], next: null });
    expect((await visitor.get("/admin/audit")).body).toContain("Minh Trần");
  });

  it("says which settings of the site were changed, and leads to them", async () => {
    const data = { changed: ["languages", "name", "gone"], name: "Passerelle" };
    const line = { actorId: administrator.id, action: "site.settings.changed", subject: "site:1", data };
    await db().auditEntry.create({ data: line, select: { id: true } });
    const { body } = await visitor.get("/admin/audit?action=site.settings.changed");
    expect(body).toContain("Changed: Name of the site and Languages offered");
    expect(body).toMatch(/<a href="\/admin\/site">(<bdi[^>]*>)?Passerelle/);
  });
});

describe("the first page of the administration", () => {
  it("says what waits for whoever administrates, and the newest lines of the log", async () => {
    const { body } = await visitor.get("/admin");
    expect(body).toContain("What waits for you");
    expect(body).toContain("Say who runs this site and where to write");
    const lines = body.slice(body.indexOf("Newest staff actions"));
    expect(lines).toContain("Whole audit log");
    expect(lines.match(/<th role="rowheader"/g)!.length).toBeLessThanOrEqual(5);
  });
});

describe("background work", () => {
  it("says that nothing has failed, and that nothing is left to try again", async () => {
    expect((await visitor.get("/admin/jobs")).body).toContain("Nothing has failed");
    const tried = await visitor.follow(await visitor.post("/admin/jobs", { job: "unknown" }));
    expect(tried.body).toContain("There is nothing left to try again.");
  });
});
