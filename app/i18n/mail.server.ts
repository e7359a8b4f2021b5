import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { type MailKey, messageKey } from "#app/i18n/message-key.ts";
import type { Values } from "#app/i18n/translator.ts";
import { layoutMail } from "#app/i18n/mail-layout.ts";

type Options = { values?: Values; action?: { url: string }; unsubscribeUrl?: string };

/**
 * A mail of one message: subject, paragraphs (split at blank lines), the button and the reason it came are the messages
 * `<key>.subject`, `<key>.body`, `<key>.action` and `<key>.reason` of the recipient's language, or of the site's where it does
 * not offer that.
 */
export function composeMail(wished: string, key: MailKey, { values = {}, action, unsubscribeUrl }: Options) {
  const language = offeredLanguage(wished);
  const translate = translatorFor(language);
  // Every mail has these four; a button only where it leads somewhere.
  const t = (part: "subject" | "body" | "action" | "reason") => translate(messageKey(`${key}.${part}`), values);
  return layoutMail({
    language,
    subject: t("subject"),
    paragraphs: t("body").split(/\n{2,}/),
    action: action && { label: t("action"), url: action.url },
    reason: t("reason"),
    unsubscribe: unsubscribeUrl ? { label: translate("mail.unsubscribe"), url: unsubscribeUrl } : undefined,
  });
}
