import { db } from "#app/infra/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** SQL: the people whom the limits of new people bind and whose address is confirmed, as `id` and `created_at`. */
export const newPeople = Prisma.sql`(
  SELECT id, created_at FROM users WHERE trusted_at IS NULL AND email_confirmed_at IS NOT NULL AND ended_at IS NULL)`;

/** Ends the limits of new people for these; of others it changes nothing. Returns how many. One SQL statement. */
export async function trustPeople(userIds: string[], { at = new Date() } = {}): Promise<number> {
  const where = { id: { in: userIds }, trustedAt: null };
  return (await db().user.updateMany({ where, data: { trustedAt: at } })).count;
}
