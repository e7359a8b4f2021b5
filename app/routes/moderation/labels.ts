import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { ModeratedKind, ThingState } from "#app/modules/moderation/kinds/names.ts";
import type { CaseFilter, ReportReason, Verdict } from "#app/modules/moderation/verdicts.ts";

export const kindLabels = {
  reply: "moderation.kind.reply",
  translation: "moderation.kind.translation",
  statement: "moderation.kind.statement",
  profile: "moderation.kind.profile",
  message: "moderation.kind.message",
  submission: "moderation.kind.submission",
} as const satisfies Record<ModeratedKind, MessageKey>;

export const stateLabels = {
  visible: "moderation.state.visible",
  waiting: "moderation.state.waiting",
  hidden: "moderation.state.hidden",
  deleted: "moderation.state.deleted",
  removed: "moderation.state.removed",
  purged: "moderation.state.purged",
} as const satisfies Record<ThingState, MessageKey>;

export const reasonLabels = {
  spam: "moderation.reason.spam",
  offensive: "moderation.reason.offensive",
  off_topic: "moderation.reason.off_topic",
  private_data: "moderation.reason.private_data",
  other: "moderation.reason.other",
} as const satisfies Record<ReportReason, MessageKey>;

/** What was decided. */
export const verdictLabels = {
  keep: "moderation.verdict.keep",
  hide: "moderation.verdict.hide",
  remove: "moderation.verdict.remove",
  restore: "moderation.verdict.restore",
  purge: "moderation.verdict.purge",
} as const satisfies Record<Verdict, MessageKey>;

/** What deciding so does. */
export const choiceLabels = {
  keep: "moderation.choice.keep",
  hide: "moderation.choice.hide",
  remove: "moderation.choice.remove",
  restore: "moderation.choice.restore",
  purge: "moderation.choice.purge",
} as const satisfies Record<Verdict, MessageKey>;

export const filterLabels = {
  open: "moderation.filter.open",
  mine: "moderation.filter.mine",
  appeals: "moderation.filter.appeals",
  decided: "moderation.filter.decided",
} as const satisfies Record<CaseFilter, MessageKey>;
