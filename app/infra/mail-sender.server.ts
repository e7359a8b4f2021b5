import { env } from "#app/infra/env.server.ts";
import { getSite } from "#app/infra/site-settings.server.ts";
import { productName } from "#app/i18n/product-name.ts";

/**
 * Who sends our mails: the address of MAIL_FROM, under the name that the administrator gave to the site, else under that of
 * MAIL_FROM.
 */
export async function getMailSender(): Promise<{ name: string; address: string }> {
  const { MAIL_FROM } = env();
  const { name: siteName, version } = await getSite();
  const [, name, address] = /^(.*?)\s*<([^>]+)>$/.exec(MAIL_FROM) ?? [];
  const configured = name?.replace(/^"|"$/g, "") || productName;
  return { name: version > 0 ? siteName : configured, address: address ?? MAIL_FROM };
}
