import { env } from "#app/infra/env.server.ts";
import { listHeaders } from "#app/infra/mail.server.ts";
import { layoutMail } from "#app/i18n/mail-layout.ts";
import { isolate } from "#app/lib/isolate.ts";
import { isAnyOpen } from "#app/modules/learning/enrolment/decide-requests.server.ts";
import type { Addressee, ComposedMail, DueNotification } from "#app/modules/notifications/kinds/contract.server.ts";
import { mailedAddress, wordsFor } from "#app/modules/notifications/labels.server.ts";

/** The mail to staff about who asks for a seat; none when every request was decided or taken back meanwhile. */
export async function composeRequestsMail(
  { data, path, events }: DueNotification,
  person: Addressee,
): Promise<ComposedMail | null> {
  if (!(await isAnyOpen(events))) return null;
  const { t } = wordsFor(person);
  const [title, name] = [isolate(data.title), isolate(data.people.at(-1)?.name ?? "")];
  const mail = layoutMail({
    language: person.language,
    subject: t("mail.requests.subject", { title }),
    paragraphs: [t("notifications.kind.enrolment_requested", { name, title, others: data.people.length - 1 })],
    action: { label: t("mail.requests.action"), url: mailedAddress(path) },
    reason: t("mail.work.reason", { settings: `${env().PUBLIC_URL}/me/settings/notifications` }),
    unsubscribe: { label: t("mail.unsubscribe"), url: person.unsubscribeUrl },
  });
  return { ...mail, headers: listHeaders({ id: "teaching", unsubscribeUrl: person.unsubscribeUrl }) };
}
