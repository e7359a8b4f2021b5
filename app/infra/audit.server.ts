import type { Tx } from "#app/infra/db.server.ts";

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
