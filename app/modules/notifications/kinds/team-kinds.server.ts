import type { KindContract } from "#app/modules/notifications/kinds/contract.server.ts";
import type { NotificationKind } from "#app/modules/notifications/kinds/names.ts";
import {
  newsOfCase,
  newsOfNewAppeal,
  newsOfSealed,
  newsOfWaiting,
} from "#app/modules/notifications/kinds/team-news.server.ts";
import { composeTeamMail, teamSentence } from "#app/modules/notifications/team-mail.server.ts";

const mail = { when: "later", list: "teaching", compose: composeTeamMail } as const;

/** The rows of the table of kinds that tell the team what waits for it. None of them says what somebody wrote. */
export const teamKinds = {
  case_opened: {
    told: { "moderation.case.reported": newsOfCase("opened") },
    mail,
    sentence: ({ data }, { t }) => teamSentence("case_opened", data, t),
    readWith: null,
  },
  case_hidden: {
    told: { "moderation.case.hidden": newsOfCase("hidden") },
    mail,
    sentence: ({ data }, { t }) => teamSentence("case_hidden", data, t),
    readWith: null,
  },
  case_appealed: {
    told: { "moderation.case.appealed": newsOfNewAppeal },
    mail,
    sentence: ({ data }, { t }) => teamSentence("case_appealed", data, t),
    readWith: null,
  },
  post_waiting: {
    told: { "forum.waiting.held": newsOfWaiting },
    mail,
    sentence: ({ data }, { t }) => teamSentence("post_waiting", data, t),
    readWith: null,
  },
  sealed_question: {
    told: { "forum.topic.posted": newsOfSealed },
    mail,
    sentence: ({ data }, { t }) => teamSentence("sealed_question", data, t),
    readWith: "topic",
  },
} as const satisfies Partial<Record<NotificationKind, KindContract>>;
