import type { ParsedMail } from "mailparser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { closeMail } from "#app/infra/mail-smtp.server.ts";
import { sendMail } from "#app/infra/mail-sending.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { blockPerson } from "#app/modules/accounts/blocks/block-person.server.ts";
import { setSpaceLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { editReply } from "#app/modules/forum/posting/edit-post.server.ts";
import { postReply } from "#app/modules/forum/posting/post-reply.server.ts";
import { moderateTranslation } from "#app/modules/forum/translations/moderate-translation.server.ts";
import { saveTranslation, withdrawTranslation } from "#app/modules/forum/translations/save-translation.server.ts";
import { periodOf } from "#app/modules/notifications/digest-time.ts";
import { sendDigest } from "#app/modules/notifications/send-digest.server.ts";
import { makeDigestReader } from "#test/factories/notifications.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { useMailbox } from "#test/helpers/mailbox.ts";
import { useDatabase } from "#test/setup/database.ts";

/*
 * A digest tells a post in the language of its reader where somebody has translated it, as a mail program reads it.
 */
useDatabase();
const mailbox = useMailbox();
afterAll(async () => {
  await closeMail();
  await closeQueue();
});

const hour = 3_600_000;
const now = new Date();
const ago = (hours: number) => new Date(now.getTime() - hours * hour);

let author: Actor;
let translator: Actor;
beforeAll(async () => {
  author = await makeUser({ name: "Awa Ndiaye", role: "trainer" });
  translator = await makeUser({ name: "Bình Trần", role: "trainer" });
});

/** A question in French, with an English translation whose title and text are these. */
async function makeTranslated(code: string, word: string, { at = ago(5), language = "en" as "en" | "ar" } = {}) {
  const topic = await makeTopic({
    ...{ spaceCode: code, author, at, language: "fr" },
    title: `Titre ${word}`,
    body: `Texte ${word}.`,
  });
  const { id } = await db().reply.findFirstOrThrow({ where: { topicId: topic.id, number: 0 }, select: { id: true } });
  await saveTranslation(translator, { id, language, title: `Title ${word}`, body: `Words ${word}.` }, { at });
  const { id: translationId } = await db().postTranslation.findFirstOrThrow({ where: { replyId: id } });
  return { ...topic, postId: id, translationId };
}

/** The digest of somebody who follows the space, sent and read; null when there is none. */
async function digestOf(code: string, wish: { language?: string; keepsAway?: Actor } = {}) {
  const actor = await makeUser({ language: wish.language ?? "en" });
  await setSpaceLevel(actor, code, "follow");
  if (wish.keepsAway) await blockPerson(actor, { handle: wish.keepsAway.handle, level: "mute" });
  await makeDigestReader({ actor, frequency: "daily", coveredUntil: ago(24), nextDueAt: now });
  const send = () => sendDigest({ userId: actor.id, period: periodOf(now, actor.zone) }, { at: now });
  const { result, statements } = await countingStatements(send);
  expect(result).toBe("mailed");
  const { key } = await db().outgoingMail.findFirstOrThrow({ where: { userId: actor.id } });
  await sendMail(key);
  const { mail } = mailbox.all().find(({ recipients }) => recipients.includes(actor.email))!;
  return { mail, statements: statements.length };
}

/** Both parts say it, or neither does. */
function says(mail: ParsedMail, words: string): boolean {
  const parts = [mail.text ?? "", mail.html || ""].map((part) => part.includes(words));
  expect(parts[0], words).toBe(parts[1]);
  return parts[0]!;
}

test("the translation of a question and of a reply stand in it, with the name of who made them", async () => {
  const { code } = await makeSpace();
  await makeTranslated(code, "alpha");
  const answered = await makeTopic({ spaceCode: code, author, at: ago(48), title: "An older one" });
  await postReply(author, { publicId: answered.publicId, body: "Réponse bêta.", language: "fr" }, { at: ago(4) });
  const { id } = await db().reply.findFirstOrThrow({ where: { topicId: answered.id, number: 1 } });
  await saveTranslation(translator, { id, language: "en", body: "Reply **beta**." }, { at: ago(3) });

  const english = await digestOf(code);
  for (const words of [
    "Title alpha",
    "Words alpha.",
    "Reply beta.",
    "translation by \u2068Bình Trần\u2069",
    "Awa Ndiaye",
  ])
    expect([words, says(english.mail, words)]).toEqual([words, true]);
  for (const words of ["Titre alpha", "Texte alpha.", "Réponse"]) expect(says(english.mail, words)).toBe(false);
  expect(says(english.mail, "An older one")).toBe(true);

  // Whoever reads in the language of the post, or in one that nobody has translated it into, reads what was written.
  for (const language of ["fr", "ar"]) {
    const { mail } = await digestOf(code, { language });
    for (const words of ["Titre alpha", "Texte alpha.", "Réponse bêta."]) expect(says(mail, words)).toBe(true);
    expect([says(mail, "Words alpha."), says(mail, "Bình")]).toEqual([false, false]);
  }
  // One statement reads texts and translations, whoever is told.
  const plain = await makeSpace();
  await makeTopic({ spaceCode: plain.code, author, at: ago(5) });
  expect((await digestOf(code)).statements).toBeLessThanOrEqual((await digestOf(plain.code)).statements);
});

test("in Arabic, it is a translation to Arabic", async () => {
  const { code } = await makeSpace();
  await makeTranslated(code, "جيم", { language: "ar" });
  const { mail } = await digestOf(code, { language: "ar" });
  for (const words of ["Words جيم.", "ترجمة \u2068Bình Trần\u2069"]) expect(says(mail, words)).toBe(true);
});

const removed = { by: null, reason: "Spam", at: now };
const ends: Record<string, (made: Awaited<ReturnType<typeof makeTranslated>>) => Promise<unknown>> = {
  "out of date": ({ postId }) => editReply(author, { id: postId, version: 1, body: "Texte nouveau." }, { at: ago(1) }),
  hidden: ({ translationId }) =>
    transaction((tx) => moderateTranslation(tx, translationId, () => ({ to: "hidden", ...removed }))),
  removed: ({ translationId }) =>
    transaction((tx) => moderateTranslation(tx, translationId, () => ({ to: "removed", ...removed }))),
  "taken back": ({ postId }) => withdrawTranslation(translator, { id: postId, language: "en" }),
};

test.each(Object.keys(ends))("one that is %s is not in it: the original is", async (how) => {
  const { code } = await makeSpace();
  const word = `gamma, ${how}`;
  const made = await makeTranslated(code, word);
  await ends[how]!(made);
  const { mail } = await digestOf(code);
  expect(says(mail, `Titre ${word}`)).toBe(true);
  expect(says(mail, how === "out of date" ? "Texte nouveau." : `Texte ${word}.`)).toBe(true);
  for (const words of ["Title gamma", "Words gamma", "Bình"]) expect(says(mail, words)).toBe(false);
});

test("one by somebody whom the reader keeps away is not in it, also when others were told of it just now", async () => {
  const { code } = await makeSpace();
  await makeTranslated(code, "delta");
  expect(says((await digestOf(code)).mail, "Words delta.")).toBe(true);
  const { mail } = await digestOf(code, { keepsAway: translator });
  expect([says(mail, "Texte delta."), says(mail, "Words delta."), says(mail, "Bình")]).toEqual([true, false, false]);
});
