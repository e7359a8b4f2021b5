import type { KindContract } from "#app/modules/notifications/kinds/contract.server.ts";
import type { NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import {
  newsOfAppointment,
  newsOfArchive,
  newsOfDeclinedWish,
  newsOfDismissal,
  newsOfMembership,
  newsOfRemoval,
  newsOfWish,
} from "#app/modules/notifications/kinds/space-news.server.ts";
import { spaceLabel } from "#app/modules/notifications/sentences.ts";
import { composeWishesMail } from "#app/modules/notifications/wishes-mail.server.ts";

/** The rows of the table of kinds that tell who is in a space, and who wishes to be. */
export const spaceKinds = {
  space_joined: {
    told: { "forum.member.added": newsOfMembership },
    mail: { when: "at once", messages: "mail.space_joined" },
    sentence: ({ data }, { t }) => t("notifications.kind.space_joined", { space: spaceLabel(data, t) }),
    readWith: null,
  },
  space_appointed: {
    told: { "forum.facilitator.appointed": newsOfAppointment },
    mail: { when: "at once", messages: "mail.space_appointed" },
    sentence: ({ data }, { t }) => t("notifications.kind.space_appointed", { space: spaceLabel(data, t) }),
    readWith: null,
  },
  space_dismissed: {
    told: { "forum.facilitator.dismissed": newsOfDismissal },
    mail: { when: "at once", messages: "mail.space_dismissed" },
    sentence: ({ data }, { t }) => t("notifications.kind.space_dismissed", { space: spaceLabel(data, t) }),
    readWith: null,
  },
  space_removed: {
    told: { "forum.member.removed": newsOfRemoval },
    mail: { when: "at once", messages: "mail.space_removed" },
    sentence: ({ data }, { t }) => t("notifications.kind.space_removed", { space: spaceLabel(data, t) }),
    readWith: null,
  },
  space_archived: {
    told: { "forum.space.archived": newsOfArchive },
    // It asks nothing of anybody.
    mail: { when: "never" },
    sentence: ({ data }, { t }) => t("notifications.kind.space_archived", { space: spaceLabel(data, t) }),
    readWith: null,
  },
  space_wish: {
    told: { "forum.wish.made": newsOfWish },
    mail: { when: "later", list: "teaching", compose: composeWishesMail },
    sentence: ({ data, name }, { t }) =>
      t("notifications.kind.space_wish", { name, space: spaceLabel(data, t), others: data.people.length - 1 }),
    readWith: null,
  },
  space_wish_declined: {
    told: { "forum.wish.declined": newsOfDeclinedWish },
    mail: { when: "at once", messages: "mail.space_wish_declined" },
    sentence: ({ data }, { t }) => t("notifications.kind.space_wish_declined", { space: spaceLabel(data, t) }),
    readWith: null,
  },
} as const satisfies Partial<Record<NotificationKind, KindContract>>;
