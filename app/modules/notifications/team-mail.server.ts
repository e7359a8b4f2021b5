import { layoutMail } from "#app/i18n/mail-layout.ts";
import type { Translate } from "#app/i18n/translator.ts";
import type { NotificationData } from "#app/modules/notifications/kinds/names.ts";
import { env } from "#app/infra/env.server.ts";
import { listHeaders } from "#app/infra/mail.server.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { canFacilitate, keepsAny } from "#app/modules/forum/policy.ts";
import type { Addressee, ComposedMail, DueNotification } from "#app/modules/notifications/kinds/contract.server.ts";
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
 * The mail to the team about what waits for it: how much, and where, never what somebody wrote. None for who has lost the right to it
 * meanwhile; what was decided meanwhile is withdrawn before.
 */
export async function composeTeamMail(
  { kind, data, path }: DueNotification,
  person: Addressee,
): Promise<ComposedMail | null> {
  const actor = await findActor(person.id);
  if (!(data.space === undefined ? keepsAny(actor) : canFacilitate(actor, data.space))) return null;
  const { t } = wordsFor(person);
  const sentence = teamSentence(kind as TeamKind, data, t);
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
