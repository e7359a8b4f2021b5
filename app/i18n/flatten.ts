/** "forum.reply.send" -> ICU message. */
export type Catalogue = Record<string, string>;

/** Joins the files of one language: the message "reply.send" of forum.json becomes "forum.reply.send". */
export function flatten(modules: Record<string, Record<string, string>>): Catalogue {
  const entries = Object.entries(modules).flatMap(([module, messages]) =>
    Object.entries(messages).map(([key, message]) => [`${module}.${key}`, message] as const),
  );
  return Object.fromEntries(entries);
}
