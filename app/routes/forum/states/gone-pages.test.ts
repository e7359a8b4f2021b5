import { afterAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { decideCase } from "#app/modules/moderation/cases/decide-case.server.ts";
import { openCaseFor } from "#app/modules/moderation/cases/open-case.server.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const title = "Marimba for beginners";
const reason = "It is an advertisement.";

async function makeScene(number: 0 | 1 = 0) {
  const topic = await makeTopic({ title, replies: number, at: new Date(Date.now() - 3_600_000) });
  const where = { topicId_number: { topicId: topic.id, number } };
  const { id } = await db().reply.findUniqueOrThrow({ where, select: { id: true } });
  const author = topic.replier ?? topic.author;
  return { topic, id, author, path: `/topics/${topic.publicId}/${topic.slug}` };
}

async function decide(id: string, decision: "hide" | "remove" | "purge") {
  const keeper = await makeUser({ role: decision === "purge" ? "administrator" : "moderator" });
  const number = await openCaseFor(keeper, { kind: "reply", id });
  await decideCase(keeper, number, { decision, reason, until: "" });
}

const sentences = {
  hide: "hidden until the team has looked at it",
  remove: "removed by the team",
  purge: "erased for good",
} as const;

test.each(["hide", "remove", "purge"] as const)(
  "a topic after %s says so with the way back to its space; its author reads why",
  async (decision) => {
    const { topic, id, author, path } = await makeScene();
    await decide(id, decision);
    const guest = new Visitor(app);
    const member = await signedIn(app, await makeUser());
    for (const who of [guest, member]) {
      const { status, body } = await who.get(path);
      expect(status).toBe(410);
      expect(body).toContain(sentences[decision]);
      expect(body).toContain(`href="/forum/${topic.spaceCode}"`);
      for (const word of [title, reason, "/appeal"]) expect(body.split("<main")[1]).not.toContain(word);
    }
    const own = await (await signedIn(app, author)).get(path);
    expect(own.status).toBe(decision === "hide" ? 200 : 410);
    expect(own.body).toContain(sentences[decision]);
    expect(own.body).toContain(reason);
    expect(own.body).toContain(`href="/appeal?kind=reply&amp;id=${id}"`);
    if (decision !== "hide") expect(own.body.split("<main")[1]).not.toContain(title);
  },
);

test("what its author deleted says so, and nobody is sent to appeal", async () => {
  const { topic, id, author, path } = await makeScene();
  await db().reply.update({ where: { id }, data: { createdAt: new Date() } });
  await deletePost(author, id);
  const { status, body } = await new Visitor(app).get(path);
  expect([status, body.includes("deleted by its author")]).toEqual([410, true]);
  expect(body).toContain(`href="/forum/${topic.spaceCode}"`);
  expect(body).not.toContain("/appeal");
});

test("the history of a reply that is gone leads to its topic, and its author to the appeal", async () => {
  const { topic, id, author } = await makeScene(1);
  await decide(id, "remove");
  const address = `/replies/${id}/history`;
  const { status, body } = await new Visitor(app).get(address);
  expect([status, body.includes("removed by the team")]).toEqual([410, true]);
  expect(body).toContain(`href="/topics/${topic.publicId}/`);
  expect(body).not.toContain(reason);
  expect(body).not.toContain("/appeal");
  const own = await (await signedIn(app, author)).get(address);
  expect(own.body).toContain(reason);
  expect(own.body).toContain(`href="/appeal?kind=reply&amp;id=${id}"`);
});
