import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { mailSubmission } from "#app/modules/learning/assignments/mail-submission-receipt.server.ts";
import { mailReceipt } from "#app/modules/learning/quizzes/mail-receipt.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { areas } from "./areas.fixture.ts";
import type { Kind, Stage } from "./people.fixture.ts";
import { findSight, hiddenGrade, plant, plantedIn } from "./plant.fixture.ts";
import { type Visitors, visitorsOf } from "./run.fixture.ts";

useDatabase();
const app = useApp(() => seed({ demo: false, log: () => {} }));

/** Who may see nothing of others. */
const asking: readonly Kind[] = [
  "guest",
  "stranger",
  "suspended learner",
  "other learner",
  "learner",
  "foreign trainer",
];
/** What is open to whoever is in a room or has registered for it. */
const ofRooms = ["join", "room"];

/** The same page as its loaders answer it. */
function dataOf(path: string): string {
  const [pathname = "", query] = path.split("?");
  return `${pathname === "/" ? "/_root" : pathname}.data${query === undefined ? "" : `?${query}`}`;
}

/** What staff has seen in any area: a word that nobody sees would prove nothing. */
const shown = new Set<string>();
const forStaff = ["comment", "email", "feedback", "key", "marking", "overall", "reason", "roster", "unit", "work"];

describe.each(areas)("hidden is hidden around $name", ({ make, rows }) => {
  let things: Stage;
  let visitors: Visitors;
  let sight: Set<string>;

  beforeAll(async () => {
    things = (await make()) as Stage;
    visitors = await visitorsOf(app, things);
    await plant();
    sight = await findSight();
  }, 120_000);

  /** What an answer tells somebody that it should not. */
  function toldTo(userId: string, body: string): string[] {
    const found = plantedIn(body).filter(({ field, owner }) => {
      if (ofRooms.includes(field)) return !sight.has(`${userId} room `);
      return owner !== userId && !sight.has(`${userId} ${field} ${owner}`);
    });
    return [...found.map(({ field }) => field), ...(hiddenGrade.test(body) ? ["grade"] : [])];
  }

  /** The rows of the area, and what every person has or meets. */
  function addresses(): { path: string; headers?: Record<string, string> }[] {
    const { course, people } = things;
    const own = ["/", "/me", "/me/notifications", `/courses/${course.slug}/grades`, `/courses/${course.slug}`];
    const units = [...course.units.map(({ slug }) => slug), "planted-0", "planted-1"];
    // Whoever has the token of an invitation was sent it.
    const asked = rows.filter(
      ({ method, route }) => method === "GET" && !/^(invitations|space-invitations|dev)\//.test(route),
    );
    return [
      ...asked.map(({ path, headers }) => ({ path: path(things), headers })),
      ...own.map((path) => ({ path })),
      ...units.map((slug) => ({ path: `/courses/${course.slug}/${slug}` })),
      ...Object.values(people).map(({ handle }) => ({ path: `/people/${handle}` })),
    ];
  }

  async function bodiesFor(kind: Kind, wanted = /./): Promise<{ address: string; body: string }[]> {
    const bodies: { address: string; body: string }[] = [];
    for (const { path, headers } of addresses().filter((one) => wanted.test(one.path))) {
      for (const address of [path, dataOf(path)]) {
        bodies.push({ address, body: (await visitors[kind].get(address, headers)).body });
      }
    }
    return bodies;
  }

  const idOf = (kind: Kind) => (kind === "guest" ? "nobody" : things.people[kind].id.replaceAll("-", ""));

  it.each(asking)("from the %s, in pages, data and files", async (kind) => {
    const bodies = await bodiesFor(kind);
    expect(
      bodies.flatMap(({ address, body }) => toldTo(idOf(kind), body).map((field) => `${address}: ${field}`)),
    ).toEqual([]);
  });

  it("from the trainer of another cohort, where it is about people", async () => {
    const other = idOf("other learner");
    const bodies = await bodiesFor("cohort trainer", /^\/teach\//);
    expect(bodies.filter(({ body }) => plantedIn(body).some(({ owner }) => owner === other))).toEqual([]);
  });

  it("and notes what staff sees", async () => {
    const bodies = [...(await bodiesFor("administrator")), ...(await bodiesFor("author", /^\/teach\//))];
    for (const { field } of bodies.flatMap(({ body }) => plantedIn(body))) shown.add(field);
  });

  it("from whoever reads their mail", async () => {
    const submissions = await db().submission.findMany({ where: { state: "submitted" }, select: { id: true } });
    for (const { id } of submissions) {
      await mailSubmission(id);
      await tellOf("learning.submission.scored", { submissionId: id });
    }
    const attempts = await db().attempt.findMany({ where: { state: "submitted" }, select: { id: true } });
    for (const { id } of attempts) {
      await mailReceipt(id);
      await tellOf("learning.attempt.marked", { attemptId: id });
    }
    const mails = await db().outgoingMail.findMany({ select: { userId: true, subject: true, text: true, html: true } });
    const told = mails.flatMap(({ userId, subject, text, html }) =>
      toldTo((userId ?? "nobody").replaceAll("-", ""), [subject, text, html].join("\n")).map(
        (field) => `${subject}: ${field}`,
      ),
    );
    expect(told).toEqual([]);
  });
});

it("shows staff what is hidden from others", () => {
  expect(forStaff.filter((field) => !shown.has(field))).toEqual([]);
});
