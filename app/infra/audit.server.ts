import { db, type Tx } from "#app/infra/db.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

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

export type AuditSearch = {
  /** Beginnings of actions ("moderation."), or whole ones. */
  actions: readonly string[];
  /** Who did it, or whom it was about: an id and a handle, as lines name people. */
  person?: { id: string; handle: string } | null;
  kind?: string | null;
  /** Words in what is known of it. */
  text?: string;
  before?: string | null;
  /** SQL: a condition on a line `a`. */
  where?: Prisma.Sql;
  /** Subjects of which nothing is found. */
  except?: readonly string[];
  limit: number;
};

/** Lines of the audit log of some actions that a search finds, newest first, older than the line `before`. One SQL statement. */
export async function searchAudit({
  actions,
  person,
  kind,
  text,
  before,
  where,
  except = [],
  limit,
}: AuditSearch): Promise<AuditEntry[]> {
  const like = (word: string) => word.replace(/[\\%_]/g, "\\$&");
  const about =
    person &&
    Prisma.sql`AND (a.actor_id = ${person.id}::uuid OR a.subject = ${`user:${person.id}`}
                    OR a.data ->> 'author' IN (${person.id}, ${person.handle}))`;
  return db().$queryRaw<AuditEntry[]>`
    SELECT a.id, a.actor_id AS "actorId", a.action, a.subject, a.data, a.created_at AS "createdAt" FROM audit_entries a
     WHERE a.action LIKE ANY(${actions.map((action) => `${like(action)}%`)}) ${about || Prisma.empty}
       ${where ? Prisma.sql`AND ${where}` : Prisma.empty}
       ${kind ? Prisma.sql`AND a.data ->> 'kind' = ${kind}` : Prisma.empty}
       ${text ? Prisma.sql`AND a.data::text || ' ' || a.subject ILIKE ${`%${like(text)}%`}` : Prisma.empty}
       ${before ? Prisma.sql`AND a.id < ${before}::uuid` : Prisma.empty}
       ${except.length > 0 ? Prisma.sql`AND a.subject <> ALL(${[...except]})` : Prisma.empty}
     ORDER BY a.id DESC LIMIT ${limit}`;
}
