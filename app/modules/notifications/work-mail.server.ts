import { env } from "#app/infra/env.server.ts";
import { listHeaders } from "#app/infra/mail.server.ts";
import { layoutMail } from "#app/i18n/mail-layout.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { Addressee, ComposedMail, DueNotification } from "#app/modules/notifications/kinds/contract.server.ts";
import { mailedAddress, wordsFor } from "#app/modules/notifications/labels.server.ts";

/** The mail to staff about work that waits for marks: who handed in what, never the work itself. */
export function composeWorkMail({ data, path }: DueNotification, person: Addressee): Promise<ComposedMail> {
  const { t } = wordsFor(person);
  const title = isolate(data.title);
  const name = isolate(data.people.at(-1)?.name ?? "");
  const mail = layoutMail({
    language: person.language,
    subject: t("mail.work.subject", { title }),
    paragraphs: [t("notifications.kind.work_to_mark", { name, title, others: data.people.length - 1 })],
    action: { label: t("mail.work.action"), url: mailedAddress(path) },
    reason: t("mail.work.reason", { settings: `${env().PUBLIC_URL}/me/settings/notifications` }),
    unsubscribe: { label: t("mail.unsubscribe"), url: person.unsubscribeUrl },
  });
  return Promise.resolve({
    ...mail,
    headers: listHeaders({ id: "teaching", unsubscribeUrl: person.unsubscribeUrl }),
  });
}
