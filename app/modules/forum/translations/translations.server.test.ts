import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { deletePost } from "#app/modules/forum/states/delete-post.server.ts";
import { getTopicFor, listPosts } from "#app/modules/forum/topics/get-topic.server.ts";
import { makeSpaceMember } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { findTranslationsToModerate, moderateTranslation } from "./moderate-translation.server.ts";
import { findTranslationNews, getTranslationForm } from "./get-translation.server.ts";
import { saveTranslation, withdrawTranslation } from "./save-translation.server.ts";

useDatabase();

const long = new Date(Date.now() - 86_400_000);

async function makePost() {
  const author = await makeUser({ role: "trainer" });
  const topic = await makeTopic({ author, language: "fr", body: "Bonjour à toutes et à tous.", at: long });
  const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 0 } });
  return { ...topic, author, postId: id };
}

type Made = Awaited<ReturnType<typeof makePost>>;

async function shownTo(actor: MaybeActor, { publicId }: Made, read: { language: string; in?: string }) {
  const { topic } = await getTopicFor(actor, publicId);
  const { posts } = await listPosts(actor, topic, { read: { at: 0, ...read } });
  const [post] = posts;
  if (post?.state !== "visible") throw new Error("The opening post is not there.");
  return {
    html: post.shown?.html ?? null,
    languages: post.translations.map(({ language }) => language),
    shown: post.shown,
  };
}

const english = { language: "en", title: "Hello", body: "Hello *everybody*." } as const;

describe("a translation", () => {
  test("is shown first to who reads in its language, and others find it", async () => {
    const made = await makePost();
    const translator = await makeUser({ name: "Ada Translator" });
    await saveTranslation(translator, { ...english, id: made.postId });
    const reader = await makeUser();
    const inEnglish = await shownTo(reader, made, { language: "en" });
    expect(inEnglish.html).toContain("<em>everybody</em>");
    expect(inEnglish.shown).toMatchObject({ authorName: "Ada Translator", title: "Hello", isOutdated: false });
    expect(await shownTo(reader, made, { language: "fr" })).toMatchObject({ html: null, languages: ["en"] });
    expect((await shownTo(reader, made, { language: "en", in: "original" })).html).toBeNull();
    expect((await shownTo(null, made, { language: "fr", in: "en" })).html).toContain("everybody");
    expect((await shownTo(null, made, { language: "ar" })).html).toBeNull();
  });

  test("is out of date once the original is another, until it is saved for that", async () => {
    const made = await makePost();
    const translator = await makeUser();
    await saveTranslation(translator, { ...english, id: made.postId });
    await editReply(made.author, { id: made.postId, version: 1, body: "Bonsoir." });
    const isOutdated = async () => (await shownTo(null, made, { language: "en" })).shown?.isOutdated;
    expect(await isOutdated()).toBe(true);
    // Made from what was read before the edit.
    await saveTranslation(translator, { ...english, body: "Good", id: made.postId, version: 1, original: 1 });
    expect(await isOutdated()).toBe(true);
    await saveTranslation(translator, { ...english, body: "Good", id: made.postId, version: 2, original: 2 });
    expect(await isOutdated()).toBe(false);
    // Nobody makes it from a version to come.
    await saveTranslation(made.author, {
      ...english,
      body: "Good evening.",
      id: made.postId,
      version: 3,
      original: 99,
    });
    expect(await db().postTranslation.findFirst({ where: { replyId: made.postId } })).toMatchObject({
      originalVersion: 2,
      editorId: made.author.id,
      authorId: translator.id,
    });
  });

  test("is one for each language, and sending it twice changes nothing", async () => {
    const { postId: id } = await makePost();
    const translator = await makeUser();
    const clientId = randomUUID();
    await saveTranslation(translator, { ...english, id, clientId });
    await saveTranslation(translator, { ...english, id, clientId });
    expect(await db().postTranslation.count({ where: { replyId: id } })).toBe(1);
    const other = await makeUser();
    const second = saveTranslation(other, { ...english, body: "Hi.", id });
    await expect(second).rejects.toMatchObject({
      code: "forum.error.translated_already",
      status: 409,
      details: { data: { body: english.body, version: 1 } },
    });
    await saveTranslation(other, { ...english, language: "ar", body: "مرحبًا", id });
    const own = saveTranslation(other, { ...english, language: "fr", id });
    await expect(own).rejects.toMatchObject({
      details: { fields: { language: { code: "forum.error.same_language" } } },
    });
  });

  test("of people who offer one at once, one is published and the others see it", async () => {
    const { postId: id } = await makePost();
    const people = await Promise.all([makeUser(), makeUser(), makeUser(), makeUser()]);
    const results = await Promise.allSettled(
      people.map((one, index) => saveTranslation(one, { ...english, body: `Hello ${index}.`, id })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "forum.error.translated_already", status: 409 });
  });

  test("is changed by its translator, the author and the facilitators, each from the version they saw", async () => {
    const made = await makePost();
    const { postId: id, author, spaceCode } = made;
    const translator = await makeUser();
    await saveTranslation(translator, { ...english, id });
    const keeper = await makeSpaceMember(await makeUser(), spaceCode, "facilitator");
    let version = 0;
    for (const who of [translator, author, keeper]) {
      version += 1;
      await saveTranslation(who, { ...english, body: `Hello, said ${version}.`, id, version });
    }
    const late = saveTranslation(translator, { ...english, body: "Late.", id, version: 2 });
    await expect(late).rejects.toMatchObject({
      code: "forum.error.translation_conflict",
      details: { data: { body: "Hello, said 3.", version: 4 } },
    });
    const stranger = saveTranslation(await makeUser(), { ...english, body: "Mine.", id, version: 4 });
    await expect(stranger).rejects.toMatchObject({ code: "forum.error.translated_already" });
    const form = await getTranslationForm(await makeUser(), id, "en");
    expect(form.chosen).toMatchObject({ mayChange: false, isOwn: false, version: 4 });
  });

  test("is offered by who may write, in sight and not too often", async () => {
    const { postId: id, author } = await makePost();
    const offer = (who: MaybeActor, language: "en" | "es" | "de" = "en", at = new Date()) =>
      saveTranslation(who, { ...english, language, id }, { at });
    await expect(offer(null)).rejects.toMatchObject({ status: 401 });
    await expect(offer(await makeUser({ emailConfirmedAt: null }))).rejects.toMatchObject({ status: 403 });
    const member = await makeUser();
    const at = new Date();
    await offer(member, "en", at);
    await expect(offer(member, "es", at)).rejects.toMatchObject({ code: "forum.error.too_fast", status: 429 });
    await offer(member, "es", new Date(at.getTime() + 5000));
    await deletePost(author, id);
    await expect(offer(member, "de", new Date(at.getTime() + 60_000))).rejects.toMatchObject({ status: 410 });
  });

  test("of new people is held to fewer a day, and to a few links", async () => {
    const newcomer: Actor = { ...(await makeUser()), isNew: true };
    const at = new Date();
    for (let nth = 0; nth < 10; nth++) {
      const { postId: id } = await makePost();
      await saveTranslation(newcomer, { ...english, id }, { at: new Date(at.getTime() + nth * 60_000) });
    }
    const { postId: id } = await makePost();
    const later = { at: new Date(at.getTime() + 3_600_000) };
    const eleventh = saveTranslation(newcomer, { ...english, id }, later);
    await expect(eleventh).rejects.toMatchObject({ code: "forum.error.translations_per_day", status: 429 });
    const links = "https://a.example https://b.example https://c.example";
    const linked = saveTranslation(newcomer, { ...english, body: links, id }, later);
    await expect(linked).rejects.toMatchObject({ details: { fields: { body: { code: "forum.error.new_links" } } } });
  });

  test("is taken back by who offered it, and the language is free", async () => {
    const made = await makePost();
    const { postId: id } = made;
    const translator = await makeUser();
    await saveTranslation(translator, { ...english, id });
    const others = withdrawTranslation(await makeUser(), { id, language: "en" });
    await expect(others).rejects.toMatchObject({ code: "forum.error.not_your_translation" });
    await withdrawTranslation(translator, { id, language: "en" });
    await withdrawTranslation(translator, { id, language: "en" });
    expect(await shownTo(null, made, { language: "en" })).toMatchObject({ html: null, languages: [] });
    const stale = saveTranslation(translator, { ...english, body: "Again.", id, version: 1 });
    await expect(stale).rejects.toMatchObject({ code: "forum.error.translation_gone", status: 409 });
    await saveTranslation(await makeUser(), { ...english, body: "Another.", id });
    expect((await shownTo(null, made, { language: "en" })).html).toContain("Another");
  });

  test("is taken back where nobody writes any more, and by who is silenced; not changed", async () => {
    for (const ends of ["space", "person"]) {
      const { postId: id, publicId } = await makePost();
      const translator = await makeUser();
      await saveTranslation(translator, { ...english, id });
      const { spaceCode: code } = await db().topic.findUniqueOrThrow({
        where: { publicId },
        select: { spaceCode: true },
      });
      if (ends === "space") await db().space.update({ where: { code }, data: { archivedAt: new Date() } });
      const silenced = { until: new Date(Date.now() + 3_600_000), reason: "Shouting" };
      const now = { ...translator, silenced: ends === "space" ? null : silenced };
      const changed = saveTranslation(now, { ...english, body: "Again.", id, version: 1 });
      await expect(changed).rejects.toMatchObject({ status: ends === "space" ? 409 : 403 });
      expect((await getTranslationForm(now, id, "en")).chosen).toMatchObject({ isOwn: true, mayChange: false });
      const refused = { status: ends === "space" ? 409 : 403 };
      await expect(getTranslationForm(now, id, "fr")).rejects.toMatchObject(refused);
      await withdrawTranslation(now, { id, language: "en" });
      expect(await db().postTranslation.count({ where: { replyId: id, state: "visible" } })).toBe(0);
    }
  });

  test("goes out of sight without its post, and does not come back over another one", async () => {
    const made = await makePost();
    const { postId: id } = made;
    const translator = await makeUser();
    await saveTranslation(translator, { ...english, id });
    const { id: first } = await db().postTranslation.findFirstOrThrow({ where: { replyId: id } });
    const bring = (to: "visible" | "hidden" | "removed" | "purged") =>
      transaction((tx) => moderateTranslation(tx, first, () => ({ to, by: null, reason: null, at: new Date() })));
    const [thing] = await findTranslationsToModerate(db(), [first, randomUUID()]);
    expect(thing).toMatchObject({
      state: "visible",
      authorId: translator.id,
      original: { text: "Bonjour à toutes et à tous." },
    });
    expect(thing?.html).toMatch(/^<p><strong>Hello<\/strong><\/p>.*<em>everybody/s);
    await bring("hidden");
    expect(await shownTo(null, made, { language: "en" })).toMatchObject({ html: null, languages: [] });
    expect(await findTranslationNews(first)).toBeNull();
    const meanwhile = saveTranslation(await makeUser(), { ...english, body: "Mine.", id });
    await expect(meanwhile).rejects.toMatchObject({ code: "forum.error.translation_hidden", status: 409 });
    await bring("visible");
    expect((await shownTo(null, made, { language: "en" })).html).toContain("everybody");
    expect(await findTranslationNews(first)).toMatchObject({ by: { id: translator.id }, language: "en" });
    await bring("removed");
    await saveTranslation(await makeUser(), { ...english, body: "Mine.", id });
    await expect(bring("visible")).rejects.toMatchObject({ code: "forum.error.translation_replaced", status: 409 });
    await bring("purged");
    expect(await db().postTranslation.findUnique({ where: { id: first } })).toMatchObject({
      body: "",
      html: "",
      title: null,
    });
    expect(await transaction((tx) => moderateTranslation(tx, randomUUID(), () => null))).toBeNull();
  });
});
