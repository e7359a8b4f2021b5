import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { isAppError } from "#app/infra/app-error.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { getContentFor } from "./get-content.server.ts";
import { discardDraft, saveDraft } from "./save-draft.server.ts";
import { openEditorFor, previewText } from "./open-editor.server.ts";
import { seeEditors } from "./track-editors.server.ts";
import { getHistoryFor, restoreVersion } from "./get-text-history.server.ts";
import { previewUnitFor, tryQuizFor } from "./preview-unit.server.ts";
import { confirmTranslation, publishText } from "./publish-text.server.ts";
import { outlineSchema } from "#app/modules/learning/authoring/schemas.ts";
import { changeOutline } from "./change-outline.server.ts";
import { translationStatus } from "#app/modules/learning/authoring/translation-status.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { addAuthor, makeAuthor } from "#test/factories/authors.ts";
import { rightAnswers } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

let learner: Actor;
beforeAll(async () => {
  learner = await makeUser();
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (isAppError(error) ? { code: error.code, status: error.status, ...error.details } : error),
  );
const shown = async (slug: string, unitSlug: string, language = "en") =>
  (await getUnitFor(learner, { courseSlug: slug, unitSlug }, language, { isVisit: true })).body.html;
const text = (body: string, version: string, language = "en", title = "Unit first") => ({
  language,
  version,
  title,
  body,
});
const publication = (body: string, version: string, language = "en", note = "") => ({
  ...text(body, version, language),
  note,
});

async function atFirst() {
  const author = await makeAuthor();
  const address = { courseSlug: author.slug, unitSlug: "first" };
  const unit = await db().unit.findFirstOrThrow({ where: { slug: "first", courseId: author.courseId } });
  return { ...author, address, unitId: unit.id };
}

describe("drafts", () => {
  it("keep what is typed and show learners nothing of it", async () => {
    const { actor, slug, address } = await atFirst();
    const { version } = await openEditorFor(actor, address, "en");
    expect(version).toBe("1.0");
    const saved = await saveDraft(actor, address, text("A secret plan ", version));
    expect(saved.version).toBe("1.1");
    expect((await openEditorFor(actor, address, "en")).text.body).toBe("A secret plan ");
    expect(await shown(slug, "first")).not.toContain("secret");
    expect((await getContentFor(actor, slug, "en")).modules[0]!.units[0]!.state).toBe("changed");
  });

  it("refuse a text that was typed over an older one, and hand out the one that stands there", async () => {
    const { actor, courseId, address } = await atFirst();
    const other = await makeUser({ name: "Other Author" });
    await addAuthor(courseId, other);
    await saveDraft(other, address, text("Theirs", "1.0"));
    expect(await refusal(saveDraft(actor, address, text("Mine", "1.0")))).toMatchObject({
      code: "authoring.editor.error.stale",
      status: 409,
      data: { title: "Unit first", body: "Theirs", version: "1.1", savedBy: "Other Author" },
    });
    expect((await openEditorFor(actor, address, "en")).text.body).toBe("Theirs");
    await saveDraft(actor, address, text("Mine, knowing theirs", "1.1"));
    expect((await openEditorFor(other, address, "en")).text.body).toBe("Mine, knowing theirs");
  });

  it("take the same text twice: its answer was lost on the way", async () => {
    const { actor, address } = await atFirst();
    await saveDraft(actor, address, text("Once", "1.0"));
    expect((await saveDraft(actor, address, text("Once", "1.0"))).version).toBe("1.1");
  });

  it("lose nothing when two save at the same moment", async () => {
    const { actor, address } = await atFirst();
    const results = await Promise.all(
      ["One", "Two", "Three"].map((body) => refusal(saveDraft(actor, address, text(body, "1.0")))),
    );
    expect(results.filter((one) => one === null)).toHaveLength(1);
    expect(results.filter((one) => one !== null)).toEqual(
      [1, 2].map(() => expect.objectContaining({ code: "authoring.editor.error.stale" })),
    );
  });

  it("find out a page that slept through a publication or through giving up", async () => {
    const { actor, address } = await atFirst();
    await saveDraft(actor, address, text("Draft", "1.0"));
    await publishText(actor, address, publication("Published", "1.1"));
    expect(await refusal(saveDraft(actor, address, text("Late", "1.1")))).toMatchObject({ status: 409 });
    await saveDraft(actor, address, text("Next", "2.0"));
    await discardDraft(actor, address, { language: "en", version: "2.1" });
    expect(await openEditorFor(actor, address, "en")).toMatchObject({
      text: { body: "Published" },
      version: "2.2",
      isChanged: false,
    });
    expect(await refusal(saveDraft(actor, address, text("Late", "2.1")))).toMatchObject({ status: 409 });
  });

  it("are for authors alone, in languages of the course", async () => {
    const { actor, address } = await atFirst();
    expect(await refusal(saveDraft(null, address, text("No", "1.0")))).toMatchObject({ status: 401 });
    expect(await refusal(saveDraft(learner, address, text("No", "1.0")))).toMatchObject({ status: 403 });
    expect(await refusal(saveDraft(actor, { ...address, unitSlug: "none" }, text("No", "1.0")))).toMatchObject({
      status: 404,
    });
    expect(await refusal(saveDraft(actor, address, text("No", "0.0", "ar")))).toMatchObject({ status: 400 });
    expect(await refusal(openEditorFor(learner, address, "en"))).toMatchObject({ status: 403 });
    expect(await refusal(previewText(learner, address, { language: "en", body: "x" }))).toMatchObject({ status: 403 });
  });

  it("give nothing up where nothing is published", async () => {
    const { actor, address } = await atFirst();
    await saveDraft(actor, address, text("Premier", "0.0", "fr"));
    expect(await refusal(discardDraft(actor, address, { language: "fr", version: "0.1" }))).toMatchObject({
      code: "authoring.editor.error.nothing_published",
    });
  });
});

describe("publishing", () => {
  it("shows learners the text, with the next number and a place in the history", async () => {
    const { actor, slug, address } = await atFirst();
    const published = await publishText(actor, address, publication("## New\n\nWords.", "1.0", "en", "Shorter"));
    expect(published).toEqual({ number: 2, isNew: true, isFirst: false });
    expect(await shown(slug, "first")).toContain("Words.");
    const { versions, draft } = await getHistoryFor(actor, address, {
      language: "en",
      from: null,
      to: null,
      before: null,
    });
    expect(versions).toMatchObject([
      { number: 2, note: "Shorter", author: actor.name },
      { number: 1, note: null, author: null },
    ]);
    expect(draft).toBeNull();
    expect((await getContentFor(actor, slug, "en")).modules[0]!.units[0]!.state).toBe("published");
  });

  it("does nothing twice", async () => {
    const { actor, address } = await atFirst();
    await publishText(actor, address, publication("Same", "1.0"));
    expect(await publishText(actor, address, publication("Same", "2.0"))).toEqual({
      number: 2,
      isNew: false,
      isFirst: false,
    });
  });

  it("shows a new unit with its first text, as new to whoever had finished", async () => {
    const { actor, slug } = await atFirst();
    const fields = { intent: "add-unit", module: "basics", kind: "lesson", title: "Late", minutes: "5" };
    await changeOutline(actor, slug, outlineSchema.parse(fields));
    const address = { courseSlug: slug, unitSlug: "late" };
    expect(await refusal(getUnitFor(learner, address, "en", { isVisit: true }))).toMatchObject({ status: 404 });
    const { revision } = await db().course.findUniqueOrThrow({ where: { slug } });
    const { version } = await openEditorFor(actor, address, "en");
    expect(await publishText(actor, address, { ...publication("Here.", version), title: "Late" })).toEqual({
      number: 1,
      isNew: true,
      isFirst: true,
    });
    expect(await shown(slug, "late")).toContain("Here.");
    const unit = await db().unit.findFirstOrThrow({ where: { slug: "late", course: { slug } } });
    expect(unit).toMatchObject({ state: "published", addedInRevision: revision + 1 });
  });

  it("refuses a lesson without words, a text without a title, and a stale one", async () => {
    const { actor, address } = await atFirst();
    expect(await refusal(publishText(actor, address, publication(" \n", "1.0")))).toMatchObject({
      fields: { body: { code: "error.field.required" } },
    });
    expect(await refusal(publishText(actor, address, { ...publication("x", "1.0"), title: "" }))).toMatchObject({
      fields: { title: { code: "error.field.required" } },
    });
    await saveDraft(actor, address, text("Other window", "1.0"));
    expect(await refusal(publishText(actor, address, publication("Mine", "1.0")))).toMatchObject({ status: 409 });
    expect(await shown(address.courseSlug, "first")).toContain("The text of");
    expect(await refusal(publishText(learner, address, publication("Mine", "1.1")))).toMatchObject({ status: 403 });
  });
});

describe("translations", () => {
  it("are missing, then up to date, then outdated, until somebody says that they still fit", async () => {
    const { actor, slug, address } = await atFirst();
    const status = async () =>
      (await getContentFor(actor, slug, "en")).modules[0]!.units[0]!.translations.find(
        ({ language }) => language === "fr",
      );
    expect(await status()).toMatchObject({ status: "missing" });
    await publishText(actor, address, { ...publication("Texte", "0.0", "fr"), source: 1 });
    expect(await status()).toMatchObject({ status: "current" });
    expect(await shown(slug, "first", "fr")).toContain("Texte");
    await publishText(actor, address, publication("Changed", "1.0"));
    expect(await status()).toMatchObject({ status: "outdated" });
    expect(await openEditorFor(actor, address, "fr")).toMatchObject({
      status: "outdated",
      source: { body: "Changed", number: 2, language: "en" },
    });
    expect(await refusal(confirmTranslation(actor, address, { language: "fr", source: 1 }))).toMatchObject({
      code: "authoring.editor.error.source_moved",
    });
    await confirmTranslation(actor, address, { language: "fr", source: 2 });
    expect(await status()).toMatchObject({ status: "current" });
    expect(await refusal(confirmTranslation(actor, address, { language: "en" }))).toMatchObject({ status: 409 });
  });

  it("count by the text that stood beside them, not by the newest", async () => {
    const { actor, slug, address } = await atFirst();
    await publishText(actor, address, publication("Changed while translating", "1.0"));
    await publishText(actor, address, { ...publication("Texte", "0.0", "fr"), source: 1 });
    const translations = (await getContentFor(actor, slug, "en")).modules[0]!.units[0]!.translations;
    expect(translations.find(({ language }) => language === "fr")?.status).toBe("outdated");
  });

  it("wait for the course's own language", async () => {
    const { actor, slug } = await atFirst();
    const fields = { intent: "add-unit", module: "basics", kind: "lesson", title: "Late", minutes: "5" };
    await changeOutline(actor, slug, outlineSchema.parse(fields));
    const address = { courseSlug: slug, unitSlug: "late" };
    expect(await refusal(publishText(actor, address, publication("Tôt", "0.0", "fr")))).toMatchObject({
      code: "authoring.editor.error.own_language_first",
    });
  });

  it("of unknown origin came with the first text", () => {
    expect(translationStatus({ number: 1 }, { isOwn: false, sourceNumber: null })).toBe("current");
    expect(translationStatus({ number: 2 }, { isOwn: false, sourceNumber: null })).toBe("outdated");
    expect(translationStatus(null, { isOwn: false, sourceNumber: null })).toBe("current");
    expect(translationStatus({ number: 5 }, { isOwn: true, sourceNumber: null })).toBe("own");
    expect(translationStatus({ number: 5 }, null)).toBe("missing");
  });
});

describe("the history", () => {
  const latest = { language: "en", from: null, to: null, before: null };

  it("compares any two texts, the draft among them", async () => {
    const { actor, address } = await atFirst();
    await publishText(actor, address, publication("One two three.", "1.0"));
    await publishText(actor, address, publication("One 2 three.", "2.0"));
    const { comparison } = await getHistoryFor(actor, address, latest);
    expect(comparison).toMatchObject({ from: 2, to: 3 });
    expect(comparison!.body).toEqual([
      { kind: "same", text: "One " },
      { kind: "removed", text: "two" },
      { kind: "added", text: "2" },
      { kind: "same", text: " three." },
    ]);
    await saveDraft(actor, address, text("One 2 three. Four.", "3.0"));
    expect((await getHistoryFor(actor, address, latest)).comparison).toMatchObject({ from: 3, to: 0 });
    const chosen = await getHistoryFor(actor, address, { ...latest, from: 1, to: 2 });
    expect(chosen.comparison).toMatchObject({ from: 1, to: 2 });
    expect(await refusal(getHistoryFor(actor, address, { ...latest, from: 1, to: 9 }))).toMatchObject({ status: 404 });
    expect(await refusal(getHistoryFor(learner, address, latest))).toMatchObject({ status: 403 });
  });

  it("makes a draft of an old text, which learners see once it is published", async () => {
    const { actor, slug, address } = await atFirst();
    await publishText(actor, address, publication("Second", "1.0"));
    await restoreVersion(actor, address, { language: "en", number: 1, replaces: false });
    const editing = await openEditorFor(actor, address, "en");
    expect(editing.text.body).toContain("The text of");
    expect(await shown(slug, "first")).toContain("Second");
    await publishText(actor, address, publication(editing.text.body, editing.version));
    expect(await shown(slug, "first")).toContain("The text of");
  });

  it("replaces a draft only when told to", async () => {
    const { actor, address } = await atFirst();
    await publishText(actor, address, publication("Second", "1.0"));
    await saveDraft(actor, address, text("In the making", "2.0"));
    const restore = (replaces: boolean) => restoreVersion(actor, address, { language: "en", number: 1, replaces });
    expect(await refusal(restore(false))).toMatchObject({
      code: "authoring.history.error.has_draft",
      data: { body: "In the making" },
    });
    expect((await openEditorFor(actor, address, "en")).text.body).toBe("In the making");
    await restore(true);
    expect((await openEditorFor(actor, address, "en")).text.body).toContain("The text of");
    expect(await refusal(restoreVersion(actor, address, { language: "en", number: 7, replaces: true }))).toMatchObject({
      status: 404,
    });
  });

  it("comes thirty at a time", async () => {
    const { actor, address, unitId } = await atFirst();
    const data = Array.from({ length: 40 }, (_, index) => ({
      unitId,
      language: "en",
      number: index + 1,
      title: "Unit first",
      body: `Text ${index + 1}`,
    }));
    await db().unitTextVersion.createMany({ data });
    await db().unitText.updateMany({ where: { unitId }, data: { number: 40 } });
    const first = await getHistoryFor(actor, address, latest);
    expect(first.versions.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, index) => 40 - index));
    expect(first.older).toBe(11);
    const second = await getHistoryFor(actor, address, { ...latest, before: 11 });
    expect(second.versions.map(({ number }) => number)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(second.older).toBeNull();
  });
});

describe("two editors", () => {
  it("are named to each other while they are there, and nobody is locked out", async () => {
    const { actor, courseId, address } = await atFirst();
    const other = await makeUser({ name: "Other Author" });
    await addAuthor(courseId, other);
    const at = new Date();
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);
    expect(await seeEditors(actor, address, "en", { at })).toEqual([]);
    expect(await seeEditors(other, address, "fr", { at: later(10) })).toEqual([{ name: actor.name, language: "en" }]);
    expect(await seeEditors(actor, address, "en", { at: later(60) })).toEqual([
      { name: "Other Author", language: "fr" },
    ]);
    expect(await seeEditors(actor, address, "en", { at: later(71) })).toEqual([]);
    expect(await refusal(seeEditors(learner, address, "en"))).toMatchObject({ status: 403 });
  });
});

describe("previews", () => {
  it("are made by what publishing uses", async () => {
    const { actor, slug, address } = await atFirst();
    const body = "# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>";
    const html = await previewText(actor, address, { language: "en", body });
    await publishText(actor, address, publication(body, "1.0"));
    expect(await shown(slug, "first")).toBe(html);
    expect(html).not.toContain("<script");
  });

  it("show the draft, and of a missing translation the course's own text", async () => {
    const { actor, address } = await atFirst();
    await saveDraft(actor, address, text("Soon.", "1.0"));
    const preview = await previewUnitFor(actor, address, { language: "en", seed: 1 });
    expect(preview).toMatchObject({ isDraft: true, quiz: null, text: { language: "en" } });
    expect(preview.text.html).toContain("Soon.");
    expect((await previewUnitFor(actor, address, { language: "fr", seed: 1 })).text).toMatchObject({ language: "en" });
    expect(await refusal(previewUnitFor(learner, address, { language: "en", seed: 1 }))).toMatchObject({ status: 403 });
  });

  it("of a quiz mark answers and keep nothing", async () => {
    const { actor, slug } = await atFirst();
    const address = { courseSlug: slug, unitSlug: "check" };
    const { quiz } = await previewUnitFor(actor, address, { language: "en", seed: 1 });
    expect(quiz!.questions).toHaveLength(5);
    expect(JSON.stringify(quiz)).not.toContain("fraction");
    const trial = await tryQuizFor(actor, address, { language: "en", seed: 1, answers: rightAnswers });
    expect(trial.percent).toBe(100);
    const none = await tryQuizFor(actor, address, { language: "en", seed: 1, answers: {} });
    expect(none.percent).toBe(0);
    expect(await db().attempt.count({ where: { unit: { course: { slug } } } })).toBe(0);
    expect(await refusal(tryQuizFor(learner, address, { language: "en", seed: 1, answers: {} }))).toMatchObject({
      status: 403,
    });
  });
});
