import { env } from "#app/infra/env.server.ts";
import type { Site } from "#app/infra/site.ts";
import { getSite, knownSite } from "#app/infra/site-settings.server.ts";
import { productName } from "#app/i18n/product-name.ts";

type Sender = { name: string; address: string };

/**
 * Who sends our mails: the address of MAIL_FROM, under the name that the administrator gave to the site, else under that of
 * MAIL_FROM.
 */
export async function getMailSender(): Promise<Sender> {
  return senderFor(await getSite());
}

/** The same for whoever cannot wait, by what was read last. */
export function knownMailSender(): Sender {
  return senderFor(knownSite());
}

function senderFor({ name: siteName, version }: Site): Sender {
  const { MAIL_FROM } = env();
  const [, name, address] = /^(.*?)\s*<([^>]+)>$/.exec(MAIL_FROM) ?? [];
  const configured = name?.replace(/^"|"$/g, "") || productName;
  return { name: version > 0 ? siteName : configured, address: address ?? MAIL_FROM };
}
