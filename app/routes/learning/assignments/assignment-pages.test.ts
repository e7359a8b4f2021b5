import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { handIn } from "#app/modules/learning/assignments/hand-in.server.ts";
import { saveDraft } from "#app/modules/learning/assignments/save-draft.server.ts";
import {
  makeAssignment,
  type MadeAssignment,
  makeReviewedAssignment,
  type ReviewedAssignment,
} from "#test/factories/assignments.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let made: MadeAssignment;
let unit: string;
let address: string;
let member: Actor;
let reviewed: ReviewedAssignment;
beforeAll(async () => {
  made = await makeAssignment();
  unit = `/courses/${made.course.slug}/plan`;
  address = `${unit}/submission`;
  member = await makeUser();
  reviewed = await makeReviewedAssignment(member);
});

/** Sends a form with files, as a browser does. */
async function sendFiles(
  visitor: Visitor,
  path: string,
  fields: Record<string, string>,
  files: Record<string, string>,
) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const [name, content] of Object.entries(files)) data.append("files", new File([content], name));
  const encoded = new Response(data);
  const body = Buffer.from(await encoded.arrayBuffer());
  const headers = { Origin: app.url, "Content-Type": encoded.headers.get("content-type")! };
  return visitor.send("POST", path, { body, headers });
}

describe("handing in without JavaScript", () => {
  it("goes from the unit's page to the receipt", async () => {
    const actor = await makeUser();
    const learner = await signedIn(app, actor);
    expect((await learner.get(unit)).body).toContain(`href="${address}"`);
    const files = { "خطة.txt": "A plan", "b.txt": "Another" };
    const saved = await sendFiles(learner, address, { intent: "save", version: "0", body: "My *plan*" }, files);
    expect(saved.status).toBe(303);
    const draft = (await learner.get(address)).body;
    expect(draft).toContain("خطة.txt");
    expect(draft).toContain("<em>plan</em>");
    expect((await learner.post(address, { intent: "check", version: "1", body: "My *plan*" })).location).toBe(
      `${address}?check=1`,
    );
    expect((await learner.get(`${address}?check=1`)).body).toContain("This is what you hand in");
    const sent = await learner.post(address, { intent: "submit", version: "1" });
    expect(sent.status).toBe(303);
    const receipt = (await learner.get(address)).body;
    expect(receipt).toContain("Handed in, number 1");
    const { id } = await db().submissionFile.findFirstOrThrow({ where: { name: "خطة.txt" }, select: { id: true } });
    const file = await learner.get(`${address}/files/${id}`);
    expect(file.body).toBe("A plan");
    expect(file.headers.get("content-disposition")).toBe(
      `attachment; filename="___.txt"; filename*=UTF-8''${encodeURIComponent("خطة.txt")}`,
    );
    const stranger = await signedIn(app, await makeUser());
    expect((await stranger.get(`${address}/files/${id}`)).status).toBe(404);
  });

  it("keeps the words when a file is refused", async () => {
    const learner = await signedIn(app, await makeUser());
    const answer = await sendFiles(
      learner,
      address,
      { intent: "save", version: "0", body: "Long work" },
      { "x.exe": "MZ\u0000\u0001" },
    );
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("is not a type of file that can be handed in");
    expect(answer.body).toContain("Long work");
    expect((await learner.get(address)).body).toContain("Long work");
  });

  it("shows both texts to a stale tab, and takes the second one then", async () => {
    const learner = await signedIn(app, await makeUser());
    await learner.post(address, { intent: "save", version: "0", body: "From the first tab" });
    const stale = await learner.post(address, { intent: "save", version: "0", body: "From the second tab" });
    expect(stale.status).toBe(409);
    expect(stale.body).toContain("From the first tab");
    expect(stale.body).toContain("From the second tab");
    expect(stale.body).toMatch(/name="version" value="1"/);
    expect((await learner.post(address, { intent: "save", version: "1", body: "Both" })).status).toBe(303);
  });

  it("keeps what was typed through an expired session", async () => {
    const guest = new Visitor(app);
    const led = await guest.post(address, { intent: "save", version: "0", body: "Typed before it ended" });
    expect(led.location).toMatch(/^\/login\?next=/);
    const learner = await signedIn(app, await makeUser());
    for (const [name, value] of guest.cookies) learner.cookies.set(name, value);
    const back = (await learner.get(address)).body;
    expect(back).toContain("Typed before it ended");
    expect(back).toContain("You were signed out.");
  });

  it("saves on its own by the address of the island", async () => {
    const learner = await signedIn(app, await makeUser());
    const saved = await learner.post(`${address}.json`, { version: "0", body: "While typing" });
    expect(JSON.parse(saved.body)).toMatchObject({ version: 1 });
    const stale = await learner.post(`${address}.json`, { version: "0", body: "Elsewhere" });
    expect(stale.status).toBe(409);
  });
});

describe("reviewing without JavaScript", () => {
  it("goes from the list to the review that was given", async () => {
    const learner = await signedIn(app, member);
    const base = `/courses/${reviewed.course.slug}/plan`;
    const review = `${base}/reviews/${reviewed.reviewId}`;
    expect((await learner.get(base)).body).toContain(`href="${base}/reviews"`);
    expect((await learner.get(`${base}/reviews`)).body).toContain(`href="${review}"`);
    expect((await learner.post(review, { intent: "begin" })).status).toBe(303);
    const sheet = (await learner.get(review)).body;
    expect(sheet).toContain("Clarity");
    expect(sheet).toContain("<em>plan</em>");
    expect(sheet.replaceAll(member.name, "")).not.toMatch(/Person [0-9a-f]{8}/);
    const half = await learner.post(review, {
      intent: "give",
      version: "0",
      "points-clear": "4",
      "comment-clear": "Because",
      comment: "Good",
    });
    expect(half.status).toBe(400);
    // The sentence above the form says which criterion it is about.
    expect(half.body.replace(/[\u2068\u2069]/g, "")).toMatch(/<a href="#points-[\w-]+">[^<]+: Choose a level\./);
    expect(half.body).toContain("Choose a level.");
    expect(half.body).toContain("Because");
    expect(half.body).toMatch(/name="points-clear"[^>]*checked=""[^>]*value="4"|value="4"[^>]*checked=""/);
    const given = await learner.post(review, {
      intent: "give",
      version: "0",
      "points-clear": "4",
      "points-true": "6",
      comment: "Good",
    });
    expect(given.location).toBe(`${base}/reviews`);
    expect((await learner.get(review)).body).toContain("Your submitted review");
    expect((await (await signedIn(app, await makeUser())).get(review)).status).toBe(404);
  });
});

describe("the teaching pages", () => {
  it("set up, list and mark", async () => {
    const staff = await signedIn(app, await makeUser({ role: "administrator" }));
    const teach = `/teach/${made.course.slug}/assignments/plan`;
    const author = await makeUser({ name: "Author Onyx" });
    const { version } = await saveDraft(author, made.address, { body: "Work", version: 0 });
    const { submissionId } = await handIn(author, made.address, { version });
    expect((await staff.get(`/teach/${made.course.slug}/assignments`)).body).toContain(`${teach}/submissions`);
    expect((await staff.get(`${teach}/submissions`)).body).toContain("Author Onyx");
    const page = `${teach}/submissions/${submissionId}`;
    expect((await staff.get(page)).body).toContain("Clarity");
    const refused = await staff.post(page, { intent: "mark", percent: "101" });
    expect(refused.status).toBe(400);
    expect(
      (await staff.post(page, { intent: "mark", "points-clear": "4", "points-true": "1", comment: "Yes" })).status,
    ).toBe(303);
    expect((await staff.get(page)).body).toContain("50");
    const settings = {
      form: "text",
      maxFiles: "2",
      maxBytes: "5",
      maxWords: "",
      reviews: "3",
      reviewDays: "7",
      reviewingWeight: "20",
      isAnonymous: "1",
    };
    expect((await staff.post(teach, { intent: "settings", ...settings, reviews: "99" })).status).toBe(400);
    expect((await staff.post(teach, { intent: "settings", ...settings })).status).toBe(303);
    expect(await db().assignment.findUnique({ where: { unitId: made.unitId } })).toMatchObject({
      form: "text",
      maxBytes: 5 * 1024 * 1024,
      reviews: 3,
      allowsAgain: false,
    });
  });

  it("edit a rubric, and keep the version that was used", async () => {
    const staff = await signedIn(app, await makeUser({ role: "administrator" }));
    const fresh = await makeAssignment({ criteria: [] });
    const teach = `/teach/${fresh.course.slug}/assignments/plan`;
    const stateOf = (body: string) => /name="state" value="(\w+)"/.exec(body)![1]!;
    const state = async () => stateOf((await staff.get(`${teach}/rubric`)).body);
    const level = (at: number, points: string, title: string, why: string) => ({
      [`points-0-${at}`]: points,
      [`level-0-${at}`]: title,
      [`why-0-${at}`]: why,
    });
    const fields = {
      intent: "save",
      state: await state(),
      "title-0": "Reach",
      ...level(0, "0", "None", "nobody"),
      ...level(1, "4", "Wide", "many"),
    };
    const refused = await staff.post(`${teach}/rubric`, { ...fields, "title-0": "", "points-0-0": "4" });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('id="points-0-1-error"');
    expect(refused.body).toContain("Two levels have the same points.");
    expect(refused.body).toContain('id="title-0-error"');
    expect(refused.body).toMatch(/<textarea[^>]*name="why-0-1"[^>]*>many/);
    // The same number in digits of another script is the same number.
    const twice = await staff.post(`${teach}/rubric`, { ...fields, "points-0-0": "٤" });
    expect(twice.body).toContain('id="points-0-1-error"');
    const wider = await staff.post(`${teach}/rubric`, { ...fields, intent: "level-0" });
    expect(wider.status).toBe(200);
    expect(wider.body).toContain('name="points-0-2"');
    expect(wider.body).toMatch(/<textarea[^>]*name="why-0-1"[^>]*>many/);
    expect((await staff.post(`${teach}/rubric`, { ...fields, "points-0-1": "٢٫٥" })).status).toBe(303);
    expect((await staff.get(`${teach}/rubric`)).body).toMatch(/name="points-0-1"[^>]*value="2.5"/);
    const anew = { "key-0": "reach", "was-0-0": "0", "was-0-1": "2.5", state: await state() };
    expect((await staff.post(`${teach}/rubric`, { ...fields, ...anew })).status).toBe(303);
    // Somebody who opened the page before is asked to look, and keeps what they typed.
    const late = await staff.post(`${teach}/rubric`, { ...fields, "title-0": "Range" });
    expect(late.status).toBe(409);
    expect(late.body).toContain('value="Range"');
    expect(stateOf(late.body)).toBe(await state());
    // The French words are written beside the English ones, in a table of their own.
    const words = { "title-0": "Portée", ...level(0, "0", "", ""), ...level(1, "4", "", "") };
    const french = { intent: "save", "key-0": "reach", "was-0-0": "0", "was-0-1": "4", ...words };
    expect((await staff.post(`${teach}/rubric?in=fr`, { ...french, state: await state() })).status).toBe(303);
    const rubrics = () => db().rubric.findMany({ where: { unitId: fresh.unitId }, orderBy: { number: "asc" } });
    const [first] = await rubrics();
    expect(first!.criteria).toEqual([
      {
        key: "reach",
        title: { en: "Reach", fr: "Portée" },
        description: {},
        levels: [
          { points: 0, title: { en: "None" }, explanation: { en: "nobody" } },
          { points: 4, title: { en: "Wide" }, explanation: { en: "many" } },
        ],
      },
    ]);
    const author = await makeUser();
    const { version } = await saveDraft(author, fresh.address, { body: "Work", version: 0 });
    await handIn(author, fresh.address, { version });
    expect((await staff.post(`${teach}/rubric`, { intent: "save", state: await state() })).status).toBe(303);
    expect((await rubrics()).map(({ number, criteria }) => [number, (criteria as unknown[]).length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  it("are for staff", async () => {
    const stranger = await signedIn(app, await makeUser());
    for (const path of ["assignments", "assignments/plan", "assignments/plan/submissions"]) {
      expect((await stranger.get(`/teach/${made.course.slug}/${path}`)).status).toBe(403);
    }
  });
});
