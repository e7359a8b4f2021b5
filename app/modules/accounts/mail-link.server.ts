import { env } from "#app/infra/env.server.ts";
import { queueMail } from "#app/infra/mail.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { composeMail } from "#app/i18n/mail.server.ts";
import { createAccessToken, hashSecret, makeSecret } from "./tokens.server.ts";

const links = {
  confirm_email: { mail: "mail.confirm", path: "/confirm", key: "confirm", minutes: 3 * 24 * 60 },
  reset_password: { mail: "mail.reset", path: "/password/reset", key: "reset", minutes: 60 },
} as const;

type Recipient = { id: string; email: string; name: string; language: string };

/**
 * Queues the mail that carries a one-time link. Repeated for the same wish (`requestId`) it does nothing: the link that is on its
 * way stays good.
 */
export async function mailLink(
  purpose: keyof typeof links,
  { id: userId, email, name, language }: Recipient,
  requestId?: string,
): Promise<void> {
  const { mail, path, key, minutes } = links[purpose];
  const secret = makeSecret();
  const composed = composeMail(language, mail, {
    values: { name },
    action: { url: `${env().PUBLIC_URL}${path}?token=${secret}` },
  });
  const wish = requestId ?? hashSecret(secret).slice(0, 32);
  await transaction(async (tx) => {
    const isNew = await queueMail(tx, { key: `${key}:${wish}`, userId, recipient: email, ...composed });
    if (isNew) await createAccessToken(tx, { purpose, userId, email, minutes, secret });
  });
}
