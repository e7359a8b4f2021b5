import { env } from "#app/infra/env.server.ts";
import { listHeaders, threadHeaders } from "#app/infra/mail.server.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { type MailContent, layoutMail } from "#app/i18n/mail-layout.ts";
import { truncate } from "#app/lib/text.ts";
import { type MailedPost, listPostsToMail } from "#app/modules/forum/news/list-posts-to-mail.server.ts";
import type { Addressee, ComposedMail, DueNotification } from "#app/modules/notifications/kinds/contract.server.ts";
import { topicGroup } from "#app/modules/notifications/kinds/names.ts";
import { isolate } from "#app/lib/isolate.ts";
import { spaceLabel, spaceTag, type ToldSpace } from "#app/modules/notifications/sentences.ts";
import { mailedAddress, wordsFor } from "#app/modules/notifications/labels.server.ts";

const postsPerMail = 5;
const lengthAmongOthers = 500;

/**
 * The mail about new posts: the whole text of one, the beginnings of several (five at most). Mails about one topic make
 * one thread, and a space is a list of its own. Null when the person has read them all. One SQL statement.
 */
export async function composePostsMail(notification: DueNotification, person: Addressee): Promise<ComposedMail | null> {
  const { kind, data, events } = notification;
  const ids = events.slice(-(data.count - data.mailed));
  // That a reply is the outcome is news to who has read it, too.
  const wish = kind === "new_topic" ? { topicIds: ids } : { replyIds: ids, evenRead: kind === "outcome" };
  const found = await listPostsToMail(person.id, { ...wish, limit: postsPerMail + 1 });
  const posts = found.slice(0, postsPerMail);
  const [first] = posts;
  if (!first) return null;
  const space = { space: data.space ?? first.spaceCode, spaceName: first.spaceName };
  const content = contentOf(notification, posts, { person, isCut: found.length > posts.length, space });
  // A code in any script, as letters and digits that a header takes.
  const listId = `${encodeURIComponent(space.space).replace(/[.%]+/g, "-")}.forum`;
  const mail = layoutMail(content);
  const list = listHeaders({ id: listId, unsubscribeUrl: person.unsubscribeUrl });
  return { ...mail, headers: { ...mail.headers, ...list, ...threadOf(notification) } };
}

function threadOf({ kind, data, events }: DueNotification): Record<string, string> {
  const topicId = kind !== "new_topic" ? data.topicId : data.count - data.mailed === 1 ? events.at(-1) : undefined;
  return topicId ? threadHeaders(topicGroup(topicId)) : {};
}

type Around = { person: Addressee; isCut: boolean; space: ToldSpace & { space: string } };

type Facts = { name: string; title: string; others: number; count: number; space: string; settings: string };
type Words = { sentence: string; reason: string };

/** What is told, and why this person gets the mail. */
const wordsOf: Record<"mentioned" | "reply" | "new_topic" | "outcome", (t: Translate, facts: Facts) => Words> = {
  mentioned: (t, { name, title, others, settings }) => ({
    sentence: t("notifications.kind.mentioned", { name, title, others }),
    reason: t("mail.posts.mention_reason", { settings }),
  }),
  reply: (t, { name, title, others, settings }) => ({
    sentence: t("notifications.kind.reply", { name, title, others }),
    reason: t("mail.posts.reply_reason", { settings }),
  }),
  new_topic: (t, { name, title, count, space, settings }) => ({
    sentence: t("notifications.kind.new_topic", { name, title, count, space }),
    reason: t("mail.posts.topic_reason", { settings, space }),
  }),
  outcome: (t, { title, settings }) => ({
    sentence: t("notifications.kind.outcome", { title }),
    reason: t("mail.posts.outcome_reason", { settings }),
  }),
};

function contentOf({ kind }: DueNotification, posts: MailedPost[], { person, isCut, space }: Around): MailContent {
  const { t, format } = wordsFor(person);
  const last = posts.at(-1)!;
  const names = new Set(posts.map(({ authorName }) => authorName));
  const about = { name: isolate(last.authorName), title: isolate(last.title) };
  const label = spaceLabel(space, t);
  const settings = `${env().PUBLIC_URL}/me/settings/notifications`;
  const { sentence, reason } = wordsOf[
    kind === "new_topic" || kind === "mentioned" || kind === "outcome" ? kind : "reply"
  ](t, { ...about, others: names.size - 1, count: posts.length, space: label, settings });
  const isOne = posts.length === 1;
  const sections = isOne ? [] : [{ title: t("mail.posts.section"), items: posts.map((post) => itemOf(post)) }];
  return {
    language: person.language,
    subject: kind !== "new_topic" || isOne ? `[${spaceTag(space, t)}] ${last.title}` : sentence,
    paragraphs: isCut ? [sentence, t("mail.posts.cut")] : [sentence],
    quotation: isOne ? last.text.split(/\n{2,}/) : [],
    sections,
    action: { label: t("mail.posts.action"), url: mailedAddress(posts[0]!.href) },
    reason,
    unsubscribe: { label: t("mail.unsubscribe"), url: person.unsubscribeUrl },
  };

  function itemOf({ title, number, authorName, createdAt, text, href }: MailedPost) {
    const place = number === 0 ? title : `${isolate(authorName)} · #${number}`;
    const note = number === 0 ? `${isolate(authorName)} · ${format.dateTime(createdAt)}` : format.dateTime(createdAt);
    // One paragraph, but with its lines: a list or a table stays one.
    const words = truncate(text.replace(/\n{2,}/g, "\n"), lengthAmongOthers);
    return { title: place, note, text: words, url: mailedAddress(href) };
  }
}
