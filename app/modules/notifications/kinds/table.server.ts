import { isolate } from "#app/lib/isolate.ts";
import { newsOfJoining } from "#app/modules/notifications/kinds/accounts-news.server.ts";
import {
  newsOfDueDate,
  newsOfHandedInWork,
  newsOfReviews,
  newsOfScore,
  newsOfStuck,
} from "#app/modules/notifications/kinds/assignment-news.server.ts";
import { newsOfCertificate, newsOfRevocation } from "#app/modules/notifications/kinds/certificate-news.server.ts";
import type { KindContract } from "#app/modules/notifications/kinds/contract.server.ts";
import { postKinds } from "#app/modules/notifications/kinds/post-kinds.server.ts";
import {
  newsOfMentions,
  newsOfMentionsInTopic,
  newsOfReplies,
  newsOfTopic,
} from "#app/modules/notifications/kinds/forum-news.server.ts";
import {
  newsOfAttemptToMark,
  newsOfDecision,
  newsOfMarking,
  newsOfNewRequest,
  newsOfRequest,
} from "#app/modules/notifications/kinds/learning-news.server.ts";
import { newsOfSanction, newsOfSanctionEnd } from "#app/modules/notifications/kinds/sanction-news.server.ts";
import {
  newsOfAppeal,
  newsOfRemoval,
  newsOfReport,
  newsOfRestoring,
} from "#app/modules/notifications/kinds/moderation-news.server.ts";
import { spaceKinds } from "#app/modules/notifications/kinds/space-kinds.server.ts";
import { teamKinds } from "#app/modules/notifications/kinds/team-kinds.server.ts";
import { newsOfDeclining, newsOfPublishing } from "#app/modules/notifications/kinds/waiting-news.server.ts";
import type { MailList, NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import { composePostsMail } from "#app/modules/notifications/posts-mail.server.ts";
import { composeRequestsMail } from "#app/modules/notifications/requests-mail.server.ts";
import { composeWorkMail } from "#app/modules/notifications/work-mail.server.ts";
import { spaceLabel } from "#app/modules/notifications/sentences.ts";

/** Every kind of notification. The compiler names a kind without a row, and what a row lacks. */
const kinds = {
  welcome: {
    told: { "accounts.user.joined": newsOfJoining },
    mail: { when: "never" },
    sentence: ({ data, title }, { t }) => t("notifications.kind.welcome", { course: data.title ? "yes" : "no", title }),
    readWith: null,
  },
  mentioned: {
    told: {
      "forum.reply.posted": { together: newsOfMentions },
      "forum.topic.posted": newsOfMentionsInTopic,
      "forum.mentions.added": { together: newsOfMentions },
    },
    isByMembers: true,
    mail: { when: "later", list: "replies", compose: composePostsMail },
    sentence: ({ data, name, title }, { t }) =>
      t("notifications.kind.mentioned", { name, title, others: data.people.length - 1 }),
    readWith: "topic",
  },
  reply: {
    told: { "forum.reply.posted": { together: newsOfReplies } },
    isByMembers: true,
    mail: { when: "later", list: "replies", compose: composePostsMail },
    sentence: ({ data, name, title }, { t }) =>
      t("notifications.kind.reply", { name, title, others: data.people.length - 1 }),
    readWith: "topic",
  },
  new_topic: {
    told: { "forum.topic.posted": newsOfTopic, "forum.topic.opened": newsOfTopic },
    isByMembers: true,
    mail: { when: "later", list: "topics", compose: composePostsMail },
    sentence: ({ data, name, title }, { t }) =>
      t("notifications.kind.new_topic", { name, title, count: data.count, space: spaceLabel(data, t) }),
    readWith: null,
  },
  ...postKinds,
  ...spaceKinds,
  webinar_moved: {
    told: {},
    mail: { when: "with the calendar entry" },
    sentence: ({ title, when }, { t }) => t("notifications.kind.webinar_moved", { title, when }),
    readWith: null,
  },
  webinar_cancelled: {
    told: {},
    mail: { when: "with the calendar entry" },
    sentence: ({ title }, { t }) => t("notifications.kind.webinar_cancelled", { title }),
    readWith: null,
  },
  certificate: {
    told: { "certificates.certificate.issued": newsOfCertificate },
    mail: { when: "at once", messages: "mail.certificate" },
    sentence: ({ data, title }, { t }) =>
      t("notifications.kind.certificate", { title, lost: data.letters ? "yes" : "no" }),
    readWith: null,
  },
  certificate_revoked: {
    told: { "certificates.certificate.revoked": newsOfRevocation },
    mail: { when: "at once", messages: "mail.certificate_revoked" },
    sentence: ({ title }, { t }) => t("notifications.kind.certificate_revoked", { title }),
    readWith: null,
  },
  enrolment_requested: {
    told: { "learning.request.made": newsOfNewRequest },
    mail: { when: "later", list: "teaching", compose: composeRequestsMail },
    sentence: ({ data, name, title }, { t }) =>
      t("notifications.kind.enrolment_requested", { name, title, others: data.people.length - 1 }),
    readWith: null,
  },
  enrolment_accepted: {
    told: { "learning.request.decided": newsOfRequest("accepted"), "learning.place.given": newsOfRequest("accepted") },
    mail: { when: "at once", messages: "mail.enrolment_accepted" },
    sentence: ({ title }, { t }) => t("notifications.kind.enrolment_accepted", { title }),
    readWith: null,
  },
  enrolment_declined: {
    told: { "learning.request.decided": newsOfRequest("declined") },
    mail: { when: "at once", messages: "mail.enrolment_declined" },
    sentence: ({ title }, { t }) => t("notifications.kind.enrolment_declined", { title }),
    readWith: null,
  },
  enrolment_waiting: {
    told: { "learning.request.decided": newsOfRequest("open") },
    mail: { when: "at once", messages: "mail.enrolment_waiting" },
    sentence: ({ title }, { t }) => t("notifications.kind.enrolment_waiting", { title }),
    readWith: null,
  },
  reviews_asked: {
    told: { "learning.reviews.asked": newsOfReviews },
    mail: { when: "at once", messages: "mail.reviews_asked" },
    sentence: ({ title }, { t }) => t("notifications.kind.reviews_asked", { title }),
    readWith: null,
  },
  submission_scored: {
    told: { "learning.submission.scored": newsOfScore },
    mail: { when: "at once", messages: "mail.submission_scored" },
    sentence: ({ title }, { t }) => t("notifications.kind.submission_scored", { title }),
    readWith: null,
  },
  work_to_mark: {
    told: { "learning.submission.submitted": newsOfHandedInWork, "learning.attempt.submitted": newsOfAttemptToMark },
    mail: { when: "later", list: "teaching", compose: composeWorkMail },
    sentence: ({ data, name, title }, { t }) =>
      t("notifications.kind.work_to_mark", { name, title, others: data.people.length - 1 }),
    readWith: null,
  },
  submission_stuck: {
    told: { "learning.submission.stuck": newsOfStuck },
    mail: { when: "at once", messages: "mail.submission_stuck" },
    sentence: ({ title }, { t }) => t("notifications.kind.submission_stuck", { title }),
    readWith: null,
  },
  assignment_due: {
    told: { "learning.assignment.due_soon": newsOfDueDate },
    mail: { when: "at once", messages: "mail.assignment_due" },
    sentence: ({ title, when }, { t }) => t("notifications.kind.assignment_due", { title, when }),
    readWith: null,
  },
  // Not mailed: a trainer who marks twenty answers should not send twenty mails; the digest names what was not read.
  grade_ready: {
    told: { "learning.attempt.marked": newsOfMarking, "learning.grade.decided": newsOfDecision },
    mail: { when: "never" },
    sentence: ({ title }, { t }) => t("notifications.kind.grade_ready", { title }),
    readWith: null,
  },
  warned: {
    told: { "accounts.sanction.imposed": newsOfSanction("warn") },
    mail: { when: "at once", messages: "mail.warned" },
    sentence: ({ data }, { t }) => t("notifications.kind.warned", { reason: isolate(data.reason ?? "") }),
    readWith: null,
  },
  silenced: {
    told: { "accounts.sanction.imposed": newsOfSanction("silence") },
    mail: { when: "at once", messages: "mail.silenced" },
    sentence: ({ data, when }, { t }) => t("notifications.kind.silenced", { when, reason: isolate(data.reason ?? "") }),
    readWith: null,
  },
  suspended: {
    told: { "accounts.sanction.imposed": newsOfSanction("suspend") },
    mail: {
      when: "at once",
      messages: "mail.suspended",
      isToSuspended: true,
    },
    sentence: ({ data, when }, { t }) =>
      t("notifications.kind.suspended", { when, reason: isolate(data.reason ?? "") }),
    readWith: null,
  },
  sanction_ended: {
    told: { "accounts.sanction.ended": newsOfSanctionEnd },
    mail: { when: "at once", messages: "mail.sanction_ended" },
    sentence: (_, { t }) => t("notifications.kind.sanction_ended"),
    readWith: null,
  },
  post_removed: {
    told: { "moderation.case.decided": newsOfRemoval },
    mail: { when: "at once", messages: "mail.post_removed" },
    sentence: ({ title }, { t }) => t("notifications.kind.post_removed", { title }),
    readWith: null,
  },
  post_restored: {
    told: { "moderation.case.decided": newsOfRestoring },
    mail: { when: "at once", messages: "mail.post_restored" },
    sentence: ({ title }, { t }) => t("notifications.kind.post_restored", { title }),
    readWith: null,
  },
  appeal_declined: {
    told: { "moderation.case.decided": newsOfAppeal },
    mail: { when: "at once", messages: "mail.appeal_declined" },
    sentence: ({ title }, { t }) => t("notifications.kind.appeal_declined", { title }),
    readWith: null,
  },
  // Not mailed: a report takes a minute, and a mail for each would make people report less.
  report_decided: {
    told: { "moderation.case.decided": newsOfReport },
    mail: { when: "never" },
    sentence: (_, { t }) => t("notifications.kind.report_decided"),
    readWith: null,
  },
  post_published: {
    told: { "forum.waiting.decided": newsOfPublishing },
    mail: { when: "at once", messages: "mail.post_published" },
    sentence: ({ title }, { t }) => t("notifications.kind.post_published", { title }),
    readWith: null,
  },
  post_declined: {
    told: { "forum.waiting.decided": newsOfDeclining },
    mail: { when: "at once", messages: "mail.post_declined" },
    sentence: ({ title }, { t }) => t("notifications.kind.post_declined", { title }),
    readWith: null,
  },
  ...teamKinds,
} as const satisfies Record<NotificationKind, KindContract>;

/** The facts after which people are told something by themselves: nobody has to subscribe to them for that. */
export type NotifyingFact = { [K in NotificationKind]: keyof (typeof kinds)[K]["told"] }[NotificationKind];

/** The table as anybody reads it who does not know the kind beforehand. */
export const kindOf: Readonly<Record<NotificationKind, KindContract>> = kinds;

/** The list by which a kind is mailed some minutes later, or null. */
export function listOf(kind: NotificationKind): MailList | null {
  const { mail } = kindOf[kind];
  return mail.when === "later" ? mail.list : null;
}

/** The kinds of which a condition holds. */
export function kindsWhere(holds: (row: KindContract) => boolean): NotificationKind[] {
  return (Object.keys(kindOf) as NotificationKind[]).filter((kind) => holds(kindOf[kind]));
}
