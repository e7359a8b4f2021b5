import type { Db } from "#app/infra/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

/** SQL: every mail with what became of it. Stands where a table would: `JOIN ${allMails} m ON m.key = …`. */
export const allMails = Prisma.sql`(SELECT key, state FROM outgoing_mails)`;

/** How many mails were asked for to a person since `since`, of whatever kind. */
export function countMailsTo(client: Db, userId: string, since: Date): Promise<number> {
  return client.outgoingMail.count({ where: { userId, createdAt: { gt: since } } });
}

/** Whether a mail whose key begins so has left the house. */
export async function hasSentMail(client: Db, prefix: string): Promise<boolean> {
  return (await client.outgoingMail.count({ where: { key: { startsWith: prefix }, state: "sent" } })) > 0;
}
