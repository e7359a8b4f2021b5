/** What others show of a person, as the value of a relation in Prisma's `select`: `author: withName`. */
export const withName = { select: { name: true } } as const;
export const withHandle = { select: { name: true, handle: true } } as const;
/** The same with their picture, for `Face`. */
export const withFace = { select: { name: true, handle: true, picture: true } } as const;
export const withId = { select: { id: true, name: true } } as const;
export const withZone = { select: { zone: true } } as const;

/** Whom to write to, where and in which language and zone. */
export const withAddress = { select: { id: true, name: true, email: true, language: true, zone: true } } as const;

/** The same, with what says whether they may be written to. */
export const withMailbox = {
  select: { ...withAddress.select, emailConfirmedAt: true, suspendedUntil: true },
} as const;
