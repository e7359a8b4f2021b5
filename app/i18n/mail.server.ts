import { translatorFor } from "#app/i18n/t.server.ts";
import type { Values } from "#app/i18n/translator.ts";
import { layoutMail } from "#app/lib/mail-layout.ts";

type Options = { values?: Values; action?: { url: string }; unsubscribeUrl?: string };

/**
 * A mail of one message: subject, paragraphs (split at blank lines), the button and the reason it came are the messages
 * `<key>.subject`, `<key>.body`, `<key>.action` and `<key>.reason` of the recipient's language.
 */
export function composeMail(language: string, key: string, { values = {}, action, unsubscribeUrl }: Options) {
  const t = translatorFor(language);
  return layoutMail({
    language,
    subject: t(`${key}.subject`, values),
    paragraphs: t(`${key}.body`, values).split(/\n{2,}/),
    action: action && { label: t(`${key}.action`, values), url: action.url },
    reason: t(`${key}.reason`, values),
    unsubscribe: unsubscribeUrl ? { label: t("mail.unsubscribe"), url: unsubscribeUrl } : undefined,
  });
}
