import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { addAuthor, makeAuthor } from "#test/factories/authors.ts";
import { makePng } from "#test/factories/course-files.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

async function atFirst() {
  const author = await makeAuthor();
  const visitor = await signedIn(app, author.actor);
  return {
    ...author,
    visitor,
    editor: `/teach/${author.slug}/content/first`,
    outline: `/teach/${author.slug}/content`,
  };
}

const text = (body: string, version: string, fields: Record<string, string> = {}) => ({
  language: "en",
  version,
  title: "Unit first",
  body,
  ...fields,
});

describe("the authoring pages, without JavaScript", () => {
  it("begin a course and lead to its outline; a refusal keeps what was typed", async () => {
    const visitor = await signedIn(app, await makeUser({ role: "trainer" }));
    const fields = { title: "Cultural data", language: "en", summary: "About data.", hours: "2", licence: "CC-BY-4.0" };
    const refused = await visitor.post("/teach/new", { ...fields, slug: "new" });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("This word is an address of the site itself.");
    expect(refused.body).toContain('value="Cultural data"');
    const begun = await visitor.post("/teach/new", fields);
    expect(begun.location).toMatch(/^\/teach\/cultural-data(-\d+)?\/content$/);
    const page = await visitor.follow(begun);
    expect(page.body).toContain("This course is empty");
    expect(page.body).toContain("Your course is created");
    expect(
      (await new Visitor(app).get(begun.location!.replace("/teach", "/courses").replace("/content", ""))).status,
    ).toBe(404);
  });

  it("ask for the kind of a new unit first, with what it is for, then for what this kind needs", async () => {
    const { visitor, outline, courseId } = await atFirst();
    expect((await visitor.get(outline)).body).toContain(`href="${outline}/new?module=basics"`);
    const kinds = (await visitor.get(`${outline}/new?module=basics`)).body;
    for (const kind of ["lesson", "quiz", "assignment", "discussion", "webinar", "survey"])
      expect(kinds).toContain(`kind=${kind}"`);
    expect(kinds).toContain("A topic in the forum where everybody writes something.");
    const page = `${outline}/new?module=basics&kind=discussion`;
    expect((await visitor.get(page)).body).toMatch(/name="topic"/);
    expect((await visitor.get(`${outline}/new?kind=lesson`)).body).not.toMatch(/name="(topic|webinar)"/);
    const fields = { module: "basics", kind: "discussion", title: "Say hello", minutes: "20" };
    const refused = await visitor.post(page, { ...fields, topic: "999999" });
    expect([refused.status, refused.body.includes('value="Say hello"')]).toEqual([400, true]);
    expect(await db().unit.count({ where: { courseId, slug: "say-hello" } })).toBe(0);
    // A topic is chosen by its title, or by its address when it is not in the list; nobody types its number.
    const topic = await makeTopic({ author: await makeUser(), title: "Whom do we reach?" });
    const choices = (await visitor.get(page)).body;
    expect(choices).toMatch(new RegExp(`<option value="${topic.publicId}" lang="en">Whom do we reach\\?</option>`));
    const elsewhere = await visitor.post(page, { ...fields, topic: ["", "https://example.org/somewhere"] });
    expect(elsewhere.status).toBe(400);
    expect(elsewhere.body).toContain('id="topic-address-error"');
    const added = await visitor.post(page, {
      ...fields,
      topic: ["", `https://example.org/topics/${topic.publicId}/x`],
    });
    expect(added.location).toBe(`${outline}/say-hello`);
    const settings = (await visitor.get(`${outline}/say-hello/settings`)).body;
    expect(settings).toMatch(new RegExp(`<option value="${topic.publicId}"[^>]* selected=""`));
    const without = await visitor.follow(await visitor.post(page, { ...fields, title: "Say more" }));
    expect(without.body).toContain("Missing before this unit can be published");
  });

  it("add a module and a unit, and lead to its editor", async () => {
    const { visitor, outline } = await atFirst();
    expect((await visitor.post(outline, { intent: "add-module", moduleTitle: "More" })).location).toContain(
      "#module-more",
    );
    const unit = { intent: "add-unit", module: "more", kind: "survey", title: "Ask them", minutes: "5" };
    const added = await visitor.post(outline, unit);
    expect(added.location).toBe(`${outline}/ask-them`);
    const refused = await visitor.post(`${outline}/new?module=more&kind=survey`, { ...unit, minutes: "0" });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain("a whole number from 1 to 600.");
    expect(refused.body).toContain('value="Ask them"');
    const page = await visitor.get(outline);
    expect(page.body).toContain("Ask them");
    expect(page.body).toMatch(/value="move-unit"/);
  });

  it("write, publish and restore a text with plain forms", async () => {
    const { visitor, editor, slug } = await atFirst();
    const page = await visitor.get(editor);
    expect(page.body).toContain("The text of *Unit first*.");
    expect(page.body).toMatch(/<input[^>]*name="version"[^>]*value="1\.0"/);
    expect(page.body).toMatch(/<section class="pane-preview"/);
    const saved = await visitor.post(editor, text("Draft words.", "1.0", { intent: "save" }));
    expect((await visitor.follow(saved)).body).toContain("The draft is saved.");
    const learner = new Visitor(app);
    expect((await learner.get(`/courses/${slug}/first`)).body).not.toContain("Draft words.");
    const published = await visitor.post(editor, text("Draft words, done.", "1.1", { intent: "publish", note: "Why" }));
    expect((await visitor.follow(published)).body).toContain("Published: learners see the new text.");
    expect((await learner.get(`/courses/${slug}/first`)).body).toContain("Draft words, done.");
    const history = await visitor.get(`${editor}/history`);
    expect(history.body).toContain("Why");
    expect(history.body).toMatch(/<del><span class="visually-hidden">Removed: <\/span>/);
    expect(history.body).toMatch(/<ins><span class="visually-hidden">Added: <\/span>/);
    const restored = await visitor.post(`${editor}/history`, { language: "en", number: "1" });
    expect((await visitor.follow(restored)).body).toContain("The text of *Unit first*.");
    await visitor.post(editor, text("In the making", "2.1", { intent: "save" }));
    const again = await visitor.post(`${editor}/history`, { language: "en", number: "1" });
    expect(again.status).toBe(409);
    expect(again.body).toContain("Replace the current draft");
    expect((await visitor.post(`${editor}/history`, { language: "en", number: "1", replace: "1" })).status).toBe(303);
  });

  it("show both texts when somebody else has saved, and keep the one that was typed", async () => {
    const { visitor, editor, courseId } = await atFirst();
    const other = await makeUser({ name: "Other Author" });
    await addAuthor(courseId, other);
    await (await signedIn(app, other)).post(editor, text("Theirs.", "1.0", { intent: "save" }));
    const stale = await visitor.post(editor, text("Mine <b>.", "1.0", { intent: "save" }));
    expect(stale.status).toBe(409);
    expect(stale.body).toContain("Theirs.");
    expect(stale.body).toContain("Mine &lt;b&gt;.");
    expect(stale.body).toContain("Other Author");
    expect(stale.body).toMatch(/<input[^>]*name="version"[^>]*value="1\.1"/);
    expect((await visitor.post(editor, text("Mine.", "1.1", { intent: "save" }))).status).toBe(303);
  });

  it("keep the text of an ended session through signing in", async () => {
    const { visitor, editor, actor } = await atFirst();
    await db().session.deleteMany({ where: { userId: actor.id } });
    const led = await visitor.post(`${editor}?in=en`, text("Typed while signed out.", "1.0", { intent: "save" }));
    expect(led.location).toContain("/login?next=");
    const again = await signedIn(app, actor);
    for (const [name, value] of visitor.cookies) if (name === "kept") again.cookies.set(name, value);
    expect((await again.get(`${editor}?in=en`)).body).toContain("Typed while signed out.");
  });

  it("take a file and say what to write", async () => {
    const { visitor, editor } = await atFirst();
    const send = (content: Uint8Array | string, accept: string) => {
      const body = new FormData();
      body.set("file", new Blob([content as BlobPart]), "A map.png");
      const headers = { Accept: accept, Origin: app.url };
      return visitor.send("POST", `${editor}/files.json`, { body, headers });
    };
    const plain = await send(makePng(), "text/html");
    expect(plain.status).toBe(303);
    expect((await visitor.follow(plain)).body).toMatch(/!\[\]\(files\/[\w-]+\.png\)/);
    const scripted = await send(makePng(), "application/json");
    expect(JSON.parse(scripted.body)).toMatchObject({ isPicture: true });
    expect((await send("", "application/json")).status).toBe(400);
    const stranger = await signedIn(app, await makeUser());
    const body = new FormData();
    body.set("file", new Blob([makePng() as BlobPart]), "x.png");
    const refused = await stranger.send("POST", `${editor}/files.json`, { body, headers: { Origin: app.url } });
    expect(refused.status).toBe(403);
  });

  it("autosave in JSON: the version, the others, what stands there, and where to sign in", async () => {
    const { visitor, editor } = await atFirst();
    const save = (from: Visitor, body: string, version: string) =>
      from.post(`${editor}/draft.json`, { intent: "save", ...text(body, version) });
    expect(JSON.parse((await save(visitor, "One", "1.0")).body)).toMatchObject({ version: "1.1", present: "" });
    const stale = await save(visitor, "Two", "1.0");
    expect(stale.status).toBe(409);
    expect(JSON.parse(stale.body).theirs).toMatchObject({ body: "One", version: "1.1" });
    const guest = await save(new Visitor(app), "Three", "1.1");
    expect(guest.status).toBe(401);
    expect(JSON.parse(guest.body).signIn).toContain("/login?next=");
    const seen = await visitor.post(`${editor}/draft.json`, { intent: "seen", language: "en" });
    expect(JSON.parse(seen.body)).toEqual({ present: "" });
  });

  it("preview the draft for its authors, say so, and try a quiz without an attempt", async () => {
    const { visitor, editor, slug, outline } = await atFirst();
    await visitor.post(editor, text("Only for authors.", "1.0", { intent: "save" }));
    const page = await visitor.get(`${editor}/preview`);
    expect(page.body).toContain("Only for authors.");
    expect(page.body).toContain("Learners do not see this text yet.");
    expect((await new Visitor(app).get(`${editor}/preview`)).location).toContain("/login");
    const quiz = `${outline}/check/preview`;
    expect((await visitor.get(quiz)).body).toContain('name="q1"');
    const marked = await visitor.post(quiz, { q1: "0", q2: ["0", "2"], q3: "0", q4: "mapping", q5: "25" });
    expect(marked.status).toBe(200);
    expect(marked.body).toContain("100%");
    expect(await db().attempt.count({ where: { unit: { course: { slug } } } })).toBe(0);
  });

  it("say which translations are missing or outdated, and take that one still fits", async () => {
    const { visitor, editor, outline } = await atFirst();
    expect((await visitor.get(outline)).body).toContain("missing");
    const french = text("Texte.", "0.0", { intent: "publish", language: "fr", title: "Premier", source: "1" });
    await visitor.post(`${editor}?in=fr`, french);
    await visitor.post(editor, text("Changed.", "1.0", { intent: "publish" }));
    expect((await visitor.get(outline)).body).toContain("outdated");
    const page = await visitor.get(`${editor}?in=fr`);
    expect(page.body).toContain("Mark translation as up to date");
    expect(page.body).toContain("Changed.");
    const fits = text("Texte.", "1.0", { intent: "fits", language: "fr", title: "Premier", source: "2" });
    expect((await visitor.follow(await visitor.post(`${editor}?in=fr`, fits))).body).toContain(
      "is marked as up to date",
    );
    expect((await visitor.get(outline)).body).not.toContain("outdated");
  });
});
