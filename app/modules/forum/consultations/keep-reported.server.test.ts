import { afterAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { mergeTopics } from "#app/modules/forum/moving/merge-topics.server.ts";
import { anyStatementUndecided as anyUndecided } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { decideCase } from "#app/modules/moderation/cases/decide-case.server.ts";
import { casePath } from "#app/modules/moderation/paths.ts";
import { reportThing } from "#app/modules/moderation/report-thing.server.ts";
import { makeConsulted } from "#test/factories/consultations.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";
import { removeConsultation } from "./lead-consultation.server.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const refusal = { status: 409, code: "forum.error.consultation_reported" };
let made: Awaited<ReturnType<typeof makeConsulted>>;
beforeEach(async () => {
  made = await makeConsulted();
});

const report = async (id: string) =>
  reportThing(await makeUser(), { kind: "statement", id, reason: "offensive", note: "" });
const remove = ({ facilitator, publicId } = made) => removeConsultation(facilitator, publicId, anyUndecided);
const isThere = async ({ id }: { id: string } = made) =>
  (await db().consultation.count({ where: { topicId: id } })) === 1;
const casesOf = (thingId: string) => db().moderationCase.findMany({ where: { kind: "statement", thingId } });

async function decide(thingId: string) {
  const { publicId, version } = (await casesOf(thingId))[0]!;
  await decideCase(made.facilitator, publicId, { decision: "keep", reason: "", until: "", version });
}

test("a consultation of which a statement is reported is kept until that is decided", async () => {
  const [statement] = made.statements as [string];
  await report(statement);
  await expect(remove()).rejects.toMatchObject(refusal);
  expect(await isThere()).toBe(true);
  // Another consultation is none of that case's business.
  await remove(await makeConsulted());
  await decide(statement);
  await remove();
  expect(await isThere()).toBe(false);
});

test("it is not lost in a merge either, and goes along where there is room for it", async () => {
  const { spaceCode, facilitator, publicId } = made;
  const [statement] = made.statements as [string];
  const other = await makeConsulted({ spaceCode });
  await report(statement);
  await expect(mergeTopics(facilitator, publicId, { into: other.publicId }, { anyUndecided })).rejects.toMatchObject(
    refusal,
  );
  const free = await makeTopic({ spaceCode });
  const merged = await mergeTopics(facilitator, publicId, { into: free.publicId }, { anyUndecided });
  expect(await isThere(free)).toBe(true);
  await decide(statement);
  await mergeTopics(facilitator, merged.publicId, { into: other.publicId }, { anyUndecided });
  expect(await db().consultationStatement.count({ where: { id: statement } })).toBe(0);
});

test("a report that is on its way when the consultation goes is waited for", async () => {
  const [statement] = made.statements as [string];
  let removing!: Promise<unknown>;
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM consultation_statements WHERE id = ${statement}::uuid FOR UPDATE`;
    removing = remove().catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const data = { kind: "statement", thingId: statement, authorId: made.author.id, spaceCode: made.spaceCode };
    await tx.moderationCase.create({ data, select: { id: true } });
  });
  expect(await removing).toMatchObject(refusal);
  expect(await isThere()).toBe(true);
});

test("of a report and a removal at the same moment one is refused, and no case is left of what is gone", async () => {
  for (let round = 0; round < 8; round++) {
    const each = await makeConsulted({ facilitator: made.facilitator, statements: 1 });
    const [statement] = each.statements as [string];
    const [reported, removed] = await Promise.allSettled([report(statement), remove(each)]);
    expect([reported.status, removed.status].sort()).toEqual(["fulfilled", "rejected"]);
    expect(await isThere(each)).toBe(reported.status === "fulfilled");
    expect(await casesOf(statement)).toHaveLength(reported.status === "fulfilled" ? 1 : 0);
  }
});

test("who removes it reads why it stays, and nothing of the report", async () => {
  const [statement] = made.statements as [string];
  await report(statement);
  const team = await signedIn(app, made.facilitator);
  const at = `/topics/${made.publicId}/consultation/lead`;
  const { status, body } = await team.post(at, { intent: "remove" });
  expect(status).toBe(409);
  expect(body).toContain("Somebody has reported a statement of this consultation");
  const { publicId } = (await casesOf(statement))[0]!;
  expect(body).not.toContain(casePath(publicId));
  await decide(statement);
  expect((await team.post(at, { intent: "remove" })).status).toBe(303);
});
