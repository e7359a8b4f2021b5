import { layoutMail } from "#app/i18n/mail-layout.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { NotificationData } from "#app/modules/notifications/kinds/names.ts";
import { env } from "#app/infra/env.server.ts";
import { listHeaders } from "#app/infra/mail.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { listStillWaiting } from "#app/modules/forum/waiting/find-waiting-to-decide.server.ts";
import { canFacilitate, keepsAny } from "#app/modules/forum/policy.ts";
import type {
  Addressee,
  ComposedMail,
  DueNotification,
  Observed,
} from "#app/modules/notifications/kinds/contract.server.ts";
import { waitingIdOf } from "#app/modules/notifications/kinds/team-news.server.ts";
import { mailedAddress, wordsFor } from "#app/modules/notifications/labels.server.ts";
import { spaceLabel } from "#app/modules/notifications/sentences.ts";

const counted = {
  case_opened: "notifications.kind.case_opened",
  case_hidden: "notifications.kind.case_hidden",
  case_appealed: "notifications.kind.case_appealed",
  post_waiting: "notifications.kind.post_waiting",
} as const;

export type TeamKind = keyof typeof counted | "sealed_question";

/** What waits for the team, in words: how much, and for a question in which space. */
export function teamSentence(kind: TeamKind, data: NotificationData, t: Translate): string {
  if (kind === "sealed_question") return t("notifications.kind.sealed_question", { space: spaceLabel(data, t) });
  return t(counted[kind], { count: data.count });
}

/**
 * The mail to the team about what waits for it as it is composed: how much, and where, never what somebody wrote. None for who has lost the
 * right to it meanwhile, and none when all of it was decided.
 */
export async function composeTeamMail(
  { kind, data, events, path }: DueNotification,
  person: Addressee,
  undecided: Observed["undecided"],
): Promise<ComposedMail | null> {
  const actor = await findActor(person.id);
  if (!(data.space === undefined ? keepsAny(actor) : canFacilitate(actor, data.space))) return null;
  const told = events.slice(-data.count);
  // The job that withdraws what was decided may come after this one.
  const waiting = await countWaiting(kind as TeamKind, told, undecided);
  if (waiting === 0) return null;
  const count = data.count - (told.length - waiting);
  const { t } = wordsFor(person);
  const sentence = teamSentence(kind as TeamKind, { ...data, count }, t);
  const mail = layoutMail({
    language: person.language,
    subject: sentence,
    paragraphs: [sentence],
    action: {
      label: t(kind === "sealed_question" ? "mail.team.question" : "mail.team.action"),
      url: mailedAddress(path),
    },
    reason: t("mail.team.reason", { settings: `${env().PUBLIC_URL}/me/settings/notifications` }),
    unsubscribe: { label: t("mail.unsubscribe"), url: person.unsubscribeUrl },
  });
  return { ...mail, headers: listHeaders({ id: "teaching", unsubscribeUrl: person.unsubscribeUrl }) };
}

/** How many of these events still wait for the team. A sealed question is one until somebody reads it. */
async function countWaiting(
  kind: TeamKind,
  events: readonly string[],
  undecided: Observed["undecided"],
): Promise<number> {
  if (kind === "sealed_question") return events.length;
  if (kind !== "post_waiting") return (await undecided(events)).size;
  const waiting = await listStillWaiting(events.map(waitingIdOf));
  return events.filter((event) => waiting.has(waitingIdOf(event))).length;
}
