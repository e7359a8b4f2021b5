import type { MessageKey } from "#app/i18n/catalogues/en.ts";

/**
 * A code that comes from data (a stored report, a cookie, the message of a schema) as a key. The compiler cannot know it:
 * `t` shows one that no catalogue has as it is.
 */
export function messageKey(code: string): MessageKey {
  return code as MessageKey;
}

/** The code that an issue of a schema carries as its message; "error.field.invalid" for the schema library's own sentences. */
export function issueCode({ message }: { message: string }): MessageKey {
  return /^[a-z_]+(\.[a-z_]+)+$/.test(message) ? messageKey(message) : "error.field.invalid";
}

/** What `composeMail` makes mails of: each has a subject, a body and a reason. */
export type MailKey = MessageKey extends infer Key ? (Key extends `${infer Mail}.reason` ? Mail : never) : never;
