import { AppError, notFound } from "#app/infra/app-error.ts";
import type { Db, Tx } from "#app/infra/db.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { consultationPath } from "#app/modules/forum/paths.ts";
import type { Moderated, PostState } from "#app/modules/forum/post-state.ts";
import { type ConsultedTopic, getConsultedTopic } from "./get-consultation.server.ts";

/** A statement as those see it who decide about it, whatever its state. */
export type StatementToModerate = {
  id: string;
  publicId: number;
  slug: string;
  title: string;
  spaceCode: string;
  question: string;
  authorId: string;
  authorName: string;
  authorHandle: string;
  body: string;
  language: string;
  state: PostState;
  createdAt: Date;
  href: string;
};

/** Statements with what they answer; those that are not there are left out. One SQL statement. */
export async function findStatementsToModerate(client: Db, ids: readonly string[]): Promise<StatementToModerate[]> {
  const rows = await client.$queryRaw<Omit<StatementToModerate, "href">[]>`
    SELECT s.id, t.public_id AS "publicId", t.slug, t.title, t.space_code AS "spaceCode", c.question, s.author_id AS "authorId",
           u.name AS "authorName", u.handle AS "authorHandle", s.body, s.language, s.state::text, s.created_at AS "createdAt"
      FROM consultation_statements s JOIN consultations c ON c.topic_id = s.topic_id JOIN topics t ON t.id = s.topic_id
      JOIN ${allPeople} u ON u.id = s.author_id
     WHERE s.id = ANY(${ids.filter(isUuid)}::uuid[])`;
  return rows.map((row) => ({ ...row, href: consultationPath(row.publicId, row.id) }));
}

/**
 * The topic of a statement that the actor may see. Throws 404 for one that they may not, 410 in words for a statement that is gone. One SQL
 * statement.
 */
export async function requireStatementInSight(
  actor: MaybeActor,
  statement: StatementToModerate,
): Promise<ConsultedTopic> {
  const topic = await getConsultedTopic(actor, statement.publicId);
  if (statement.state === "waiting") throw notFound();
  if (statement.state !== "visible") throw new AppError("forum.error.statement_gone", 410);
  return topic;
}

/**
 * Locks a statement, shows what `decide` makes of its state, and brings it there, all in the caller's transaction; null for one that is
 * gone, or when `decide` leaves it as it is. What is out of sight is voted on by nobody, and its votes count for nothing; they are there
 * again when it comes back. Purging erases its words and votes for good.
 */
export async function moderateStatement(
  tx: Tx,
  id: string,
  decide: (state: PostState) => Moderated | null,
): Promise<Moderated["to"] | null> {
  if (!isUuid(id)) return null;
  const [now] = await tx.$queryRaw<{ state: PostState }[]>`
    SELECT state::text FROM consultation_statements WHERE id = ${id}::uuid FOR UPDATE`;
  const change = now && decide(now.state);
  if (!change) return null;
  const { to, by, reason, at } = change;
  if (to === "purged") await tx.statementVote.deleteMany({ where: { statementId: id } });
  const data = { state: to, stateAt: at, stateById: by, stateReason: reason, ...(to === "purged" && { body: "" }) };
  await tx.consultationStatement.update({ where: { id }, data, select: { id: true } });
  return to;
}
