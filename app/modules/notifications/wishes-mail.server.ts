import { layoutMail } from "#app/i18n/mail-layout.ts";
import { env } from "#app/infra/env.server.ts";
import { listHeaders } from "#app/infra/mail.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { isAnyWishOpen } from "#app/modules/forum/members/notification-facts.server.ts";
import type { Addressee, ComposedMail, DueNotification } from "#app/modules/notifications/kinds/contract.server.ts";
import { mailedAddress, wordsFor } from "#app/modules/notifications/labels.server.ts";
import { spaceLabel } from "#app/modules/notifications/sentences.ts";

/** The mail to facilitators about who wishes to join a space; none when every wish was decided or withdrawn meanwhile. */
export async function composeWishesMail(
  { data, path, events }: DueNotification,
  person: Addressee,
): Promise<ComposedMail | null> {
  if (!(await isAnyWishOpen(events))) return null;
  const { t } = wordsFor(person);
  const [space, name] = [spaceLabel(data, t), isolate(data.people.at(-1)?.name ?? "")];
  const mail = layoutMail({
    language: person.language,
    subject: t("mail.wishes.subject", { space }),
    paragraphs: [t("notifications.kind.space_wish", { name, space, others: data.people.length - 1 })],
    action: { label: t("mail.wishes.action"), url: mailedAddress(path) },
    reason: t("mail.wishes.reason", { settings: `${env().PUBLIC_URL}/me/settings/notifications` }),
    unsubscribe: { label: t("mail.unsubscribe"), url: person.unsubscribeUrl },
  });
  return { ...mail, headers: listHeaders({ id: "teaching", unsubscribeUrl: person.unsubscribeUrl }) };
}
