import { AppError, fieldError, forbidden, notFound } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { type Db, db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { canConsult } from "#app/modules/forum/policy.ts";
import {
  findStatementsToModerate,
  requireStatementInSight,
  type StatementToModerate,
} from "./moderate-statement.server.ts";

/**
 * `byTeam`: the actor facilitates its space; `isOver`: nobody votes any more; `asksWhy`: it is withdrawn as that, with a reason, and not as
 * their own.
 */
export type StatementToWithdraw = StatementToModerate & { byTeam: boolean; isOver: boolean; asksWhy: boolean };

/**
 * A statement that the actor may withdraw: their own, also while they may not write, and whoever facilitates the space any. Throws 401, 403, 404, 410. Three SQL
 * statements at most.
 */
export async function getStatementToWithdraw(
  maybe: MaybeActor,
  id: string,
  { at = new Date() } = {},
): Promise<StatementToWithdraw> {
  const actor = requireActive(maybe);
  const [statement] = await findStatementsToModerate(db(), [id]);
  if (!statement) throw notFound();
  const { consultation } = await requireStatementInSight(actor, statement);
  const isOwn = actor.id === statement.authorId;
  const byTeam = canConsult(actor, statement);
  if (!byTeam && !isOwn) throw forbidden();
  const isOver = consultation.closesAt <= at;
  const asksWhy = byTeam && (!isOwn || isOver || (await othersVoted(db(), statement)));
  return { ...statement, byTeam, isOver, asksWhy };
}

/**
 * Withdraws a statement: nobody reads it any more, and its votes count for nothing. Its author can while the consultation is open and
 * nobody else has voted on it (else 409 "forum.error.consultation_closed", "forum.error.statement_voted"), a facilitator always: any but
 * such a one of their own with a reason that its author reads (else 400 beside `reason`) and an audit line. Throws as
 * `getStatementToWithdraw`.
 */
export async function withdrawStatement(
  maybe: MaybeActor,
  id: string,
  { reason }: { reason: string },
  { at = new Date() } = {},
): Promise<StatementToWithdraw> {
  const statement = await getStatementToWithdraw(maybe, id, { at });
  const { byTeam, isOver, authorId, body, title } = statement;
  const actor = requireActive(maybe);
  if (!byTeam && isOver) throw new AppError("forum.error.consultation_closed", 409);
  await transaction(async (tx) => {
    // Against votes: they come before, and are looked at, or find that it is gone.
    const [now] = await tx.$queryRaw<{ state: string }[]>`
      SELECT state::text FROM consultation_statements WHERE id = ${id}::uuid FOR UPDATE`;
    if (now?.state !== "visible") return;
    const asOwn = actor.id === authorId && !isOver && !(await othersVoted(tx, statement));
    if (!asOwn && !byTeam) throw new AppError("forum.error.statement_voted", 409);
    if (!asOwn && reason === "") throw fieldError("reason", "error.field.required");
    const data = { state: "deleted", stateAt: at, stateById: actor.id, stateReason: reason || null } as const;
    await tx.consultationStatement.update({ where: { id }, data, select: { id: true } });
    if (asOwn) return;
    const about = { title, space: statement.spaceCode, statement: body, reason };
    const action = "forum.statement.removed";
    await recordAudit(tx, { actorId: actor.id, action, subject: `statement:${id}`, data: about });
  });
  return statement;
}

/** Whether anybody but its author has voted on a statement. */
async function othersVoted(client: Db, { id, authorId }: StatementToModerate): Promise<boolean> {
  return (await client.statementVote.count({ where: { statementId: id, userId: { not: authorId } } })) > 0;
}
