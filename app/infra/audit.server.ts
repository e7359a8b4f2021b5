import { db, type Tx } from "#app/infra/db.server.ts";

export type AuditLine = {
  /** Who did it; null for the site itself. */
  actorId: string | null;
  /** What, as "<module>.<noun>.<past verb>". */
  action: string;
  /** To what, as "<noun>:<id>". */
  subject: string;
  /** What is worth knowing of it, as JSON: dates become text. */
  data?: object;
};

/** Writes a line of the audit log, in the transaction of the staff action that it tells of. */
export async function recordAudit(tx: Tx, { actorId, action, subject, data = {} }: AuditLine): Promise<void> {
  const plain = JSON.parse(JSON.stringify(data)) as Record<string, string>;
  await tx.auditEntry.create({ data: { actorId, action, subject, data: plain }, select: { id: true } });
}

export type AuditEntry = {
  id: string;
  actorId: string | null;
  action: string;
  subject: string;
  data: unknown;
  createdAt: Date;
};

/**
 * Lines of the audit log, newest first: of one action, about one subject, older than the line `before`. One SQL statement.
 */
export async function readAudit({
  action,
  subject,
  before,
  limit,
}: {
  action?: string;
  subject?: string;
  before?: string | null;
  limit: number;
}): Promise<AuditEntry[]> {
  return db().auditEntry.findMany({
    // UUIDv7 ids rise with time, so the id alone is the cursor.
    where: { action, subject, ...(before && { id: { lt: before } }) },
    select: { id: true, actorId: true, action: true, subject: true, data: true, createdAt: true },
    orderBy: { id: "desc" },
    take: limit,
  });
}
