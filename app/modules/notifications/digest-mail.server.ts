import { zonedMoment } from "#app/i18n/zone-name.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { env } from "#app/infra/env.server.ts";
import { listHeaders } from "#app/infra/mail.server.ts";
import { type MailContent, type MailSection, layoutMail } from "#app/i18n/mail-layout.ts";
import { truncate } from "#app/lib/text.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { Digest, Section } from "#app/modules/notifications/digest-content.server.ts";
import type { DigestRhythm } from "#app/modules/notifications/digest-time.ts";
import { isolate } from "#app/lib/isolate.ts";
import { spaceLabel } from "#app/modules/notifications/sentences.ts";
import { unsubscribeUrl } from "./switch-subscription.server.ts";
import { mailedAddress, wordsFor } from "./labels.server.ts";

const excerptLength = 140;
const titleLength = 110;

type About = { actor: Actor; rhythm: DigestRhythm; token: string; from: Date; to: Date };

/** A digest as a mail, text and HTML with the same content, in the person's language and by their clock. */
export function composeDigest(digest: Digest, { actor, rhythm, token, from, to }: About) {
  const { t, format } = wordsFor(actor);
  const origin = env().PUBLIC_URL;
  const unsubscribe = unsubscribeUrl(token);
  const sections = [
    list("mail.digest.replies", digest.replies, "mail.digest.more_replies", "/me/notifications", (topic) => ({
      title: cut(topic.title),
      note: noteOf(t("mail.digest.reply_note", { count: topic.newReplies, name: isolate(topic.authorName) }), topic),
      text: truncate(topic.excerpt, excerptLength),
      href: topic.href,
    })),
    list("mail.digest.questions", digest.questions, "mail.digest.more_topics", "/forum", (question) => ({
      title: cut(question.title),
      note: noteOf(t("mail.digest.topic_note", postedBy(question)), question),
      text: truncate(question.excerpt, excerptLength),
      href: question.href,
    })),
    list("mail.digest.topics", digest.topics, "mail.digest.more_topics", "/forum", (topic) => ({
      title: cut(topic.title),
      note: noteOf(t("mail.digest.topic_note", postedBy(topic)), topic),
      text: truncate(topic.excerpt, excerptLength),
      href: topic.href,
    })),
    list("mail.digest.courses", digest.courses, "mail.digest.more_courses", "/me", (course) => ({
      title: cut(course.title.text),
      note: course.next
        ? t("mail.digest.course_note", { percent: course.percent, next: isolate(cut(course.next.title.text)) })
        : undefined,
      href: course.next!.href,
    })),
    list("mail.digest.webinars", digest.webinars, "mail.digest.more_webinars", "/webinars", (webinar) => ({
      title: cut(webinar.title),
      note: zonedMoment(format, webinar.startsAt),
      text: t(webinar.isRegistered ? "mail.digest.registered" : "mail.digest.held_by", {
        name: isolate(webinar.trainerName),
      }),
      href: webinar.href,
    })),
  ];
  const content: MailContent = {
    language: actor.language,
    subject: t("mail.digest.subject", { count: digest.newCount, date: format.date(to) }),
    paragraphs: [
      t("mail.digest.hello", { name: isolate(actor.name) }),
      t("mail.digest.intro", { from: format.dateTime(from), to: format.dateTime(to) }),
    ],
    sections: sections.filter((section) => section !== null),
    reason: t("mail.digest.reason", { frequency: rhythm.frequency, settings: `${origin}/me/settings/notifications` }),
    unsubscribe: { label: t("mail.digest.unsubscribe"), url: unsubscribe },
  };
  const mail = layoutMail(content);
  return { ...mail, headers: { ...mail.headers, ...listHeaders({ id: "digest", unsubscribeUrl: unsubscribe }) } };

  function noteOf(note: string, { translator }: { translator: string | null }) {
    return translator === null ? note : t("mail.digest.translated_note", { note, name: isolate(translator) });
  }

  function postedBy({ authorName, spaceCode: space, spaceName }: Posted) {
    return { name: isolate(authorName), space: spaceLabel({ space, spaceName }, t) };
  }

  function list<T>(
    title: MessageKey,
    { items, hasMore }: Section<T>,
    more: MessageKey,
    morePath: string,
    item: (row: T) => { title: string; note?: string; text?: string; href: string },
  ): MailSection | null {
    if (items.length === 0) return null;
    const rows = items.map(item).map(({ href, ...row }) => ({ ...row, url: mailedAddress(href) }));
    return { title: t(title), items: rows, more: hasMore ? { label: t(more), url: origin + morePath } : undefined };
  }
}

type Posted = { authorName: string; spaceCode: string; spaceName: string | null };

function cut(title: string): string {
  return truncate(title, titleLength);
}
