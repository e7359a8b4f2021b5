import type { KindContract } from "#app/modules/notifications/kinds/contract.server.ts";
import type { NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import {
  newsOfAcceptedAnswer,
  newsOfOutcome,
  newsOfBookmark,
  newsOfEdit,
  newsOfReaction,
  newsOfTranslation,
} from "#app/modules/notifications/kinds/post-news.server.ts";
import { composePostsMail } from "#app/modules/notifications/posts-mail.server.ts";

/** The rows of the table of kinds that tell what others did with a post, and what became of its topic. */
export const postKinds = {
  // Not mailed: it is read with pleasure, and asks for nothing.
  reaction: {
    told: { "forum.reaction.given": newsOfReaction },
    isByMembers: true,
    mail: { when: "never" },
    sentence: ({ data, name, title }, { t }) =>
      t("notifications.kind.reaction", { name, title, others: data.people.length - 1 }),
    readWith: null,
  },
  answer_accepted: {
    told: { "forum.answer.accepted": newsOfAcceptedAnswer },
    isByMembers: true,
    mail: { when: "never" },
    sentence: ({ name, title }, { t }) => t("notifications.kind.answer_accepted", { name, title }),
    readWith: null,
  },
  outcome: {
    told: { "forum.outcome.marked": newsOfOutcome },
    isByMembers: true,
    mail: { when: "later", list: "replies", compose: composePostsMail },
    sentence: ({ title }, { t }) => t("notifications.kind.outcome", { title }),
    readWith: null,
  },
  translated: {
    told: { "forum.translation.offered": newsOfTranslation },
    isByMembers: true,
    mail: { when: "never" },
    sentence: ({ data, name, title }, { t }) =>
      t("notifications.kind.translated", { name, title, others: data.people.length - 1 }),
    readWith: null,
  },
  post_edited: {
    told: { "forum.post.edited": newsOfEdit },
    isByMembers: true,
    mail: { when: "never" },
    sentence: ({ data, name, title }, { t }) =>
      t("notifications.kind.post_edited", { name, title, others: data.people.length - 1 }),
    readWith: null,
  },
  bookmark_due: {
    told: { "forum.bookmark.due": newsOfBookmark },
    mail: { when: "at once", messages: "mail.bookmark_due" },
    sentence: ({ title }, { t }) => t("notifications.kind.bookmark_due", { title }),
    readWith: null,
  },
} satisfies Partial<Record<NotificationKind, KindContract>>;
