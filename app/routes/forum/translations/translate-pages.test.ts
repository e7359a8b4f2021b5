import { afterAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { saveTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import { reportThing } from "#app/modules/moderation/report-thing.server.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { tellOf } from "#test/helpers/tell.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
afterAll(closeQueue);

const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? "";
const fieldsOf = (body: string) =>
  Object.fromEntries(["clientId", "version", "original"].map((name) => [name, hidden(body, name)]));
const textOf = (body: string) => /<textarea[^>]*name="body"[^>]*>\n?([^<]*)<\/textarea>/.exec(body)?.[1];

/** A topic in French with one reply, whose author is told of what becomes of it. */
async function atPost() {
  const at = new Date(Date.now() - 86_400_000);
  const topic = await makeTopic({ language: "fr", title: "Qui dirige ?", body: "Bonjour à tous.", replies: 1, at });
  const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 0 } });
  const member = await makeUser({ name: "Ada" });
  return { topic, id, member, visitor: await signedIn(app, member), form: `/replies/${id}/translate` };
}

describe("a translation by a plain form", () => {
  it("is written beside the original, looked at, sent, and read by whoever reads in its language", async () => {
    const { topic, id, visitor, form } = await atPost();
    const page = await visitor.get(`/topics/${topic.publicId}/${topic.slug}`);
    expect(page.body).toContain(`href="/replies/${id}/translate"`);
    const opened = await visitor.get(form);
    expect(opened.body).toContain("Bonjour à tous.");
    const fields = { ...fieldsOf(opened.body), language: "en", title: "Who leads?", body: "Hello *all*." };
    const preview = await visitor.post(form, { ...fields, intent: "preview" });
    expect(preview.body).toContain("<em>all</em>");
    expect(textOf(preview.body)).toBe("Hello *all*.");
    const sent = await visitor.post(form, { ...fields, intent: "send" });
    expect([sent.status, sent.location]).toEqual([303, `/topics/${topic.publicId}/${topic.slug}?at=0&in=en#reply-0`]);
    expect((await visitor.follow(sent)).body).toContain("Your translation is published.");
    const guest = new Visitor(app);
    const read = (query = "") => guest.get(`/topics/${topic.publicId}/${topic.slug}${query}`);
    const inEnglish = (await read()).body;
    expect(inEnglish).toContain("<em>all</em>");
    expect(inEnglish).toContain("Who leads?");
    expect(inEnglish).toMatch(/by ⁨Ada⁩ \(original: French\)/);
    expect(inEnglish).not.toContain("Bonjour à tous.");
    expect(inEnglish).toContain('property="og:title" content="Who leads?"');
    const original = (await read("?at=0&in=original")).body;
    expect(original).toContain("Bonjour à tous.");
    expect(original).not.toContain("<em>all</em>");
    expect(original).toContain("?at=0&amp;in=en#reply-0");
  });

  it("is refused beside what stands there, and nothing typed is lost", async () => {
    const { id, visitor, form } = await atPost();
    const other = await makeUser({ name: "Bo" });
    const words = { language: "en", title: "Who leads?" } as const;
    await saveTranslation(other, { ...words, id, body: "What Bo made." });
    const refused = await visitor.post(form, { ...words, intent: "send", body: "What I made." });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain("What Bo made.");
    expect(textOf(refused.body)).toBe("What I made.");
    const own = await signedIn(app, other);
    const opened = await own.get(`${form}?into=en`);
    expect(textOf(opened.body)).toBe("What Bo made.");
    const stale = { ...words, ...fieldsOf(opened.body), intent: "send" };
    await saveTranslation(other, { ...words, id, body: "What Bo made later.", version: 1 });
    const late = await own.post(`${form}?into=en`, { ...stale, body: "Late." });
    expect([late.status, textOf(late.body)]).toEqual([409, "Late."]);
    expect(late.body).toContain("What Bo made later.");
    // Both were seen: sending again saves this one.
    const again = await own.post(`${form}?into=en`, { ...stale, ...fieldsOf(late.body), body: "Late." });
    expect(again.status).toBe(303);
    const looked = (await visitor.get(`${form}?into=en`)).body;
    expect(looked).toContain("Late.");
    expect(textOf(looked)).toBeUndefined();
    expect((await own.post(`${form}?into=en`, { language: "en", intent: "withdraw" })).status).toBe(303);
    expect(await db().postTranslation.count({ where: { replyId: id, state: "visible" } })).toBe(0);
    const wrong = await visitor.post(form, { ...words, language: "fr", body: "Encore.", intent: "send" });
    expect([wrong.status, textOf(wrong.body)]).toEqual([400, "Encore."]);
  });

  it("says that it is out of date, and leads whoever may change it to its form", async () => {
    const { topic, id, member, visitor } = await atPost();
    await saveTranslation(member, { id, language: "en", title: "Who leads?", body: "Hello all." });
    await editReply(topic.author, { id, version: 1, body: "Bonsoir à tous." });
    const path = `/topics/${topic.publicId}/${topic.slug}`;
    const own = (await visitor.get(path)).body;
    expect(own).toContain("The original has changed since this translation was made.");
    expect(own).toContain(`href="/replies/${id}/translate?into=en"`);
    const others = (await (await signedIn(app, await makeUser())).get(path)).body;
    expect(others).toContain("The original has changed since this translation was made.");
    expect(others).not.toContain(`href="/replies/${id}/translate?into=en"`);
  });

  it("is told to the author of the post, and out of sight once three people have reported it", async () => {
    const { topic, id, member } = await atPost();
    await saveTranslation(member, { id, language: "en", title: "Who leads?", body: "Hello all." });
    const { id: translationId } = await db().postTranslation.findFirstOrThrow({ where: { replyId: id } });
    await tellOf("forum.translation.offered", { translationId });
    await tellOf("forum.translation.offered", { translationId });
    const author = await signedIn(app, topic.author);
    expect((await author.get("/me/notifications")).body).toMatch(/⁨Ada⁩ translated your post in “⁨Qui dirige \?⁩”/);
    expect(await db().notification.count({ where: { userId: topic.author.id, kind: "translated" } })).toBe(1);
    const path = `/topics/${topic.publicId}/${topic.slug}`;
    expect((await author.get(path)).body).toContain(`/report?kind=translation&amp;id=${translationId}`);
    const joined = new Date(Date.now() - 7 * 86_400_000);
    for (let nth = 0; nth < 3; nth++) {
      const reporter = await makeUser({ createdAt: joined });
      await reportThing(reporter, { kind: "translation", id: translationId, reason: "spam", note: "" });
    }
    expect((await author.get(path)).body).not.toContain("Hello all.");
    expect((await author.get(path)).body).toContain("Bonjour à tous.");
    const appeal = await signedIn(app, member);
    expect((await appeal.get(`/appeal?kind=translation&id=${translationId}`)).status).toBe(200);
    const report = await author.get(`/report?kind=translation&id=${translationId}`);
    expect(report.status).toBe(410);
  });
});
