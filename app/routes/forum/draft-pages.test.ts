import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { topicPath } from "#app/modules/forum/paths.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic, unique } from "#test/factories/topics.ts";
import { makeUser, testPassword } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1];
const textOf = (body: string) => /<textarea[^>]*name="body"[^>]*>\n?([^<]*)<\/textarea>/.exec(body)?.[1];
/** What the button or the script sends, as the page filled it in. */
const fieldsOf = (body: string) => ({
  clientId: hidden(body, "clientId") ?? "",
  sequence: hidden(body, "sequence") ?? "",
});

/** A topic, and somebody at its composer. */
async function atTopic() {
  const topic = await makeTopic({ replies: 1 });
  const me = await makeUser({ role: "trainer" });
  const visitor = await signedIn(app, me);
  const form = `/topics/${topic.publicId}/reply`;
  const json = `/me/drafts.json?of=reply:${topic.publicId}`;
  return { topic, me, visitor, form, json, page: async () => (await visitor.get(topicPath(topic))).body };
}
const drafts = ({ id }: Actor) => db().postDraft.findMany({ where: { userId: id, endedAt: null } });

describe("a draft by a plain form", () => {
  it("is saved by a button of each composer, is there again on another device, and ends with its post", async () => {
    const { me, visitor, form, page } = await atTopic();
    const fields = { ...fieldsOf(await page()), body: "Half a thought", language: "fr" };
    const saved = await visitor.post(form, { ...fields, intent: "draft" });
    expect([saved.status, saved.location]).toEqual([303, `${form}#compose`]);
    const back = await visitor.follow(saved);
    expect(back.body).toContain("Your draft is saved.");
    expect(textOf(back.body)).toBe("Half a thought");

    const device = await signedIn(app, me);
    const there = (await device.get(form)).body;
    expect(textOf(there)).toBe("Half a thought");
    expect(there).toMatch(/<option[^>]*value="fr"[^>]*selected/);
    expect(there).toMatch(/data-said="saved"[^]*?Saved /);
    expect(fieldsOf(there)).toEqual({ clientId: fields.clientId, sequence: "1" });
    const sent = await device.post(form, { ...fieldsOf(there), body: unique("The whole thought"), intent: "send" });
    expect(sent.location).toContain("#reply-2");
    const after = await device.follow(sent);
    expect([textOf(after.body), hidden(after.body, "sequence")]).toEqual(["", "2"]);
    expect(await drafts(me)).toEqual([]);
  });

  it("is one of a new topic with its title, and one of an edit with the version that it began from", async () => {
    const { code } = await makeSpace();
    const me = await makeUser({ role: "trainer" });
    const visitor = await signedIn(app, me);
    const form = `/forum/${code}/new`;
    const begun = { title: "A title", body: "", sequence: "0", clientId: "one" };
    expect((await visitor.post(form, { ...begun, intent: "draft" })).status).toBe(303);
    expect((await visitor.get(form)).body).toContain('value="A title"');
    // Whoever is asked for comes below what was written before.
    await visitor.post(form, { title: "A title", body: "Before.", sequence: "1", clientId: "one", intent: "draft" });
    expect(textOf((await visitor.get(`${form}?to=amina`)).body)).toBe("Before.\n\n@amina ");

    const topic = await makeTopic({ author: me, body: "As it was" });
    const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id }, select: { id: true } });
    const edit = `/replies/${id}/edit`;
    const change = { title: "Better", body: "As it will be", version: "1", sequence: "0" };
    expect((await visitor.post(edit, { ...change, intent: "draft" })).status).toBe(303);
    const moderator = await signedIn(app, await makeUser({ role: "moderator" }));
    await moderator.post(edit, { title: "Mended title", body: "Mended", version: "1" });
    const again = (await visitor.get(edit)).body;
    expect([textOf(again), hidden(again, "version"), hidden(again, "sequence")]).toEqual(["As it will be", "1", "1"]);
    const refused = await visitor.post(edit, { ...change, sequence: "1" });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain(">Mended</div>");
    expect(hidden(refused.body, "version")).toBe("2");
    expect((await visitor.post(edit, { ...change, version: "2", sequence: "1" })).status).toBe(303);
    expect((await drafts(me)).map(({ kind }) => kind)).toEqual(["topic"]);
  });

  it("goes before the title that one came with, which is cut to what may be sent", async () => {
    const { code } = await makeSpace();
    const visitor = await signedIn(app, await makeUser({ role: "trainer" }));
    const form = `/forum/${code}/new`;
    const titleAt = async (asked: string) => {
      const { status, body } = await visitor.get(`${form}?title=${encodeURIComponent(asked)}`);
      return [status, /name="title"[^>]* value="([^"]*)"/.exec(body)?.[1]];
    };
    expect(await titleAt("feuille de route")).toEqual([200, "feuille de route"]);
    expect(await titleAt('"><b>\u202E')).toEqual([200, "&quot;&gt;&lt;b&gt;"]);
    expect(await titleAt(`${"x".repeat(149)}🎭 and more`)).toEqual([200, "x".repeat(149)]);
    await visitor.post(form, { title: "My own", body: "Begun.", sequence: "0", clientId: "one", intent: "draft" });
    expect(await titleAt("feuille de route")).toEqual([200, "My own"]);
  });

  it("with nothing in it, or too much, is refused beside its field", async () => {
    const { me, visitor, form } = await atTopic();
    for (const body of [" \n", "x".repeat(20_001)]) {
      const refused = await visitor.post(form, { body, sequence: "0", intent: "draft" });
      expect(refused.status).toBe(400);
      expect(refused.body).toContain('id="body-error"');
    }
    expect(await drafts(me)).toEqual([]);
  });

  it("survives signing in", async () => {
    const { me, form } = await atTopic();
    const guest = new Visitor(app);
    const fields = { body: "Typed before the session ended", sequence: "0", clientId: "kept", intent: "draft" };
    const refused = await guest.post(form, fields);
    expect(refused.location).toContain("/login?next=");
    const page = await guest.follow(await guest.post(refused.location!, { email: me.email, password: testPassword }));
    expect(textOf(page.body)).toBe(fields.body);
    expect((await guest.post(form, fields)).status).toBe(303);
    expect(await drafts(me)).toMatchObject([{ body: fields.body }]);
  });

  it("from an old page is refused with both texts, and taken when it is sent again", async () => {
    const { visitor, form, page } = await atTopic();
    const old = fieldsOf(await page());
    await visitor.post(form, { ...old, body: "From another tab <b>", intent: "draft" });
    for (const intent of ["draft", "send"]) {
      const refused = await visitor.post(form, { ...old, body: unique("From here"), intent });
      expect(refused.status).toBe(409);
      expect(refused.body).toContain("There is a newer draft");
      expect(refused.body).toContain("From another tab &lt;b&gt;");
      expect(textOf(refused.body)).toContain("From here");
      expect(hidden(refused.body, "sequence")).toBe("1");
    }
    const sent = await visitor.post(form, { ...old, sequence: "1", body: unique("From here"), intent: "send" });
    expect(sent.location).toContain("#reply-2");
  });

  it("from a tab that is older than the post is refused in words, and the text can be kept under another id", async () => {
    const { me, visitor, form, page } = await atTopic();
    const old = fieldsOf(await page());
    await visitor.post(form, { ...old, body: unique("Sent"), intent: "send" });
    const refused = await visitor.post(form, { ...old, body: "Late words", intent: "draft" });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain("was sent or discarded");
    expect(textOf(refused.body)).toBe("Late words");
    expect(hidden(refused.body, "clientId")).not.toBe(old.clientId);
    await visitor.post(form, { ...fieldsOf(refused.body), body: "Late words", intent: "draft" });
    expect(await drafts(me)).toMatchObject([{ body: "Late words" }]);
  });

  it("is discarded by a button, which is there when there is a draft", async () => {
    const { me, visitor, form, page } = await atTopic();
    expect(await page()).toMatch(/<button[^>]*value="discard"[^>]*hidden/);
    await visitor.post(form, { body: "Words", sequence: "0", intent: "draft" });
    expect(await page()).not.toMatch(/<button[^>]*value="discard"[^>]*hidden/);
    const gone = await visitor.follow(await visitor.post(form, { body: "Words", sequence: "1", intent: "discard" }));
    expect(gone.body).toContain("The draft is discarded.");
    expect([textOf(gone.body), await drafts(me)]).toEqual(["", []]);
  });
});

describe("the address that saves drafts", () => {
  it("says what it has saved, what stands there instead, and that nobody is signed in", async () => {
    const { topic, visitor, json } = await atTopic();
    const ask = async (fields: Record<string, string>, who: Visitor = visitor) => {
      const { status, body } = await who.post(json, fields);
      return [status, JSON.parse(body)] as const;
    };
    expect(await ask({ body: "One", sequence: "0", clientId: "c" })).toEqual([
      200,
      { version: 1, savedAt: expect.any(String) },
    ]);
    const [status, answer] = await ask({ body: "Late", sequence: "0" });
    expect(status).toBe(409);
    expect(answer).toMatchObject({ version: 1, theirs: { title: "", body: "One", clientId: "c" } });
    expect(answer.choice).toMatchObject({ keep: "Keep my text", take: "Use that text" });
    await visitor.post(`/topics/${topic.publicId}/reply`, { body: unique("One"), clientId: "c" });
    const [ended, said] = await ask({ body: "Later", sequence: "1", clientId: "c" });
    expect([ended, said.theirs, said.version]).toEqual([409, undefined, 2]);
    expect(said.message).toContain("was sent or discarded");
    const [signedOut, where] = await ask({ body: "x", sequence: "2" }, new Visitor(app));
    expect([signedOut, where.signIn]).toEqual([
      401,
      `/login?next=${encodeURIComponent(`/topics/${topic.publicId}/reply#compose`)}`,
    ]);
    expect((await ask({ body: "x".repeat(20_001), sequence: "2" }))[0]).toBe(400);
  });

  it("knows no other places, and nobody else than whom the page was made for", async () => {
    const { visitor, json } = await atTopic();
    const fields = { body: "x", sequence: "0" };
    for (const of of ["", "reply:0", "reply:999999999", "edit:x", "room:1"])
      expect((await visitor.post(`/me/drafts.json?of=${of}`, fields)).status, of).toBe(404);
    expect((await visitor.get(json)).status).toBe(404);
  });
});

describe("the page of one's drafts", () => {
  it("says what drafts are, lists them with a way on and a button to discard, and is linked", async () => {
    const { me, topic, visitor, form } = await atTopic();
    expect((await visitor.get("/me/drafts")).body).toContain("No drafts");
    expect((await visitor.get("/me")).body).toContain('href="/me/drafts"');
    await visitor.post(form, { body: "**Half** a thought", sequence: "0", intent: "draft" });
    const { body } = await visitor.get("/me/drafts");
    expect(body).toContain("Reply to “Who leads your national team?”");
    expect(body).toContain("Half a thought");
    expect(body).toContain(`href="/topics/${topic.publicId}/reply#compose"`);
    const left = await visitor.follow(await visitor.post("/me/drafts", { id: hidden(body, "id")! }));
    expect(left.body).toContain("The draft is discarded.");
    expect([left.body.includes("No drafts"), await drafts(me)]).toEqual([true, []]);
    expect((await new Visitor(app).get("/me/drafts")).location).toContain("/login");
  });

  it("shows the whole text where its place is gone or one may not write any more", async () => {
    const { me, topic, visitor, form } = await atTopic();
    const text = `${"word ".repeat(100)}end`;
    await visitor.post(form, { body: text, sequence: "0", intent: "draft" });
    await db().user.update({ where: { id: me.id }, data: { emailConfirmedAt: null } });
    const locked = (await visitor.get("/me/drafts")).body;
    expect(locked).toContain("You cannot write here at the moment");
    expect(locked).toContain(text);
    expect(locked).not.toContain("Continue writing");
    expect((await visitor.get(topicPath(topic))).body).toMatch(/You have a draft here\.[^]*href="\/me\/drafts"/);
    await db().user.update({ where: { id: me.id }, data: { emailConfirmedAt: new Date() } });
    await db().postDraft.updateMany({ where: { userId: me.id }, data: { target: "999999999" } });
    const gone = (await visitor.get("/me/drafts")).body;
    expect(gone).toContain("is no longer there");
    expect(gone).toContain(text);
  });

  it("turns its pages", async () => {
    const me = await makeUser();
    const data = Array.from({ length: 21 }, (_, number) => ({
      userId: me.id,
      kind: "topic" as const,
      target: `nowhere-${number}`,
      title: `T${number}.`,
      language: "en",
      sequence: 1,
      updatedAt: new Date(Date.now() - number * 60_000),
    }));
    await db().postDraft.createMany({ data });
    const visitor = await signedIn(app, me);
    const first = (await visitor.get("/me/drafts")).body;
    const [, next] = /href="(\?after=[^"]+)"/.exec(first)!;
    const second = (await visitor.get(`/me/drafts${next!}`)).body;
    expect([first.includes("T20."), second.includes("T20."), second.includes("T19.")]).toEqual([false, true, false]);
  });
});

describe("how much one may write", () => {
  it("is said where one edits, reacts and reports, and to new people in their words", async () => {
    const topic = await makeTopic({ replies: 1 });
    const other = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 0 }, select: { id: true } });
    const own = async (actor: Actor) => {
      const where = { topicId_number: { topicId: topic.id, number: 1 } };
      return db().reply.update({ where, data: { authorId: actor.id }, select: { id: true } });
    };
    const told = async (actor: Actor) => {
      const visitor = await signedIn(app, actor);
      const { id } = await own(actor);
      const pages = [`/replies/${id}/edit`, `/replies/${other.id}/reactions`, `/report?kind=reply&id=${other.id}`];
      const bodies = await Promise.all(pages.map(async (page) => (await visitor.get(page)).body));
      return ["At most 30 edits a day.", "up to 50 times a day", "up to 20 texts a day"].map((words, index) =>
        bodies[index]!.includes(words),
      );
    };
    const newcomer = await makeUser({ trustedAt: null });
    expect(await told(await makeUser())).toEqual([true, true, true]);
    // Who posts for whole groups has no such limits but that of reports.
    expect(await told(await makeUser({ role: "trainer" }))).toEqual([false, false, true]);
    expect(await told(newcomer)).toEqual([true, true, true]);
    const edit = async (actor: Actor) =>
      (await (await signedIn(app, actor)).get(`/replies/${(await own(actor)).id}/edit`)).body;
    const words = "an edit may keep what others read already";
    expect([(await edit(newcomer)).includes(words), (await edit(await makeUser())).includes(words)]).toEqual([
      true,
      false,
    ]);
  });
});
