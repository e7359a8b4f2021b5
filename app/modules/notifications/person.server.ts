import { unwantedAmong } from "#app/modules/accounts/blocks/unwanted.server.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { defaultLists, type MailList } from "#app/modules/notifications/kinds/names.ts";

/** A person as they are told of something. */
export type Person = {
  id: string;
  name: string;
  /** Null until it is confirmed. */
  email: string | null;
  language: string;
  zone: string;
  emailConfirmedAt: Date | null;
  suspendedUntil: Date | null;
  /** Whether they want mail of the list that was asked about. */
  wantsMail: boolean;
  /** Those of the authors that were asked about whom they have muted or blocked. */
  unwanted: string[];
};

type Row = Omit<Person, "wantsMail"> & { isKnown: boolean; isOff: boolean };

/**
 * Locks a person's notifications, settings and counts until the transaction ends: whatever reads or changes them begins
 * with this. Null when there is no such person. `wantsMail` is about the given list. One SQL statement.
 */
export async function lockPerson(tx: Tx, userId: string, list: MailList | null = null): Promise<Person | null> {
  return (await lockPeople(tx, [userId], list)).get(userId) ?? null;
}

/** `lockPerson` for many, by id, without those who are gone. In the order of ids, so that two who lock many never wait in a circle. */
export async function lockPeople(
  tx: Tx,
  userIds: string[],
  list: MailList | null,
  authorIds: string[] = [],
): Promise<Map<string, Person>> {
  // Not FOR UPDATE: whoever only refers to the person's row (a session, a reply) need not wait.
  const rows = await tx.$queryRaw<Row[]>`
    SELECT u.id, u.name, u.email, u.language, u.zone, u.email_confirmed_at AS "emailConfirmedAt",
           u.suspended_until AS "suspendedUntil", s.user_id IS NOT NULL AS "isKnown", s.unsubscribed_at IS NOT NULL AS "isOff",
           ${unwantedAmong(Prisma.sql`u.id`, authorIds)} AS unwanted
      FROM ${allPeople} u LEFT JOIN mail_subscriptions s ON s.user_id = u.id AND s.list = ${list ?? ""}
     WHERE u.id = ANY(${userIds}::uuid[]) ORDER BY u.id FOR NO KEY UPDATE OF u`;
  return new Map(
    rows.map(({ isKnown, isOff, ...person }) => {
      return [person.id, { ...person, wantsMail: list !== null && (isKnown ? !isOff : defaultLists[list]) }];
    }),
  );
}
