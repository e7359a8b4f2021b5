import { AppError, notFound } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import { db } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireSignedIn } from "#app/modules/accounts/policy.ts";
import { lockCase } from "./cases/lock-case.server.ts";
import type { Thing } from "./kinds/contract.server.ts";
import type { NamedKind } from "./kinds/names.ts";
import { findNamed } from "./kinds/table.server.ts";
import { appealDays } from "./limits.ts";
import type { AppealInput } from "./schemas.ts";

const columns = {
  id: true,
  state: true,
  decisions: {
    select: {
      id: true,
      verdict: true,
      reason: true,
      decidedAt: true,
      until: true,
      appeal: { select: { id: true, body: true, createdAt: true, answerId: true } },
      answers: { select: { id: true } },
    },
    orderBy: { id: "desc" },
    take: 1,
  },
} as const;

/**
 * What was decided about something of the actor's, and whether they may appeal: against a decision that took it out of sight, once,
 * within thirty days, and not against the answer to an appeal. What reports have hidden has no decision yet (null). A suspended person may.
 * Throws 401, 404 for what is not theirs and
 * for what nobody has decided about.
 */
export async function getAppealFor(
  maybe: MaybeActor,
  named: { kind: NamedKind; id: string },
  { at = new Date() } = {},
) {
  const actor = requireSignedIn(maybe);
  const thing = await findOwnThing(actor, named);
  const found = await db().moderationCase.findFirst({
    where: { kind: thing.kind, thingId: thing.id },
    orderBy: { id: "desc" },
    select: columns,
  });
  const isOut = thing.state === "hidden" || thing.state === "removed";
  const [decision] = found?.decisions ?? [];
  // Hidden by reports: somebody will look at it.
  if (!found || (!decision && !isOut)) throw notFound();
  if (!decision) return { thing, caseId: found.id, decision: null, appeal: null, isOut, ...nothingToAppeal };
  const { appeal, answers, ...decided } = decision;
  const isInTime = at.getTime() - decision.decidedAt.getTime() <= appealDays * 86_400_000;
  const isFinal = answers !== null;
  return {
    thing,
    caseId: found.id,
    decision: decided,
    appeal: appeal && { body: appeal.body, createdAt: appeal.createdAt },
    isOut,
    isFinal,
    isLate: isOut && !isInTime,
    mayAppeal: found.state === "decided" && isOut && isInTime && !isFinal && appeal === null,
  };
}

const nothingToAppeal = { isFinal: false, isLate: false, mayAppeal: false };

async function findOwnThing(actor: Actor, named: { kind: NamedKind; id: string }): Promise<Thing> {
  const thing = await findNamed(named);
  if (thing.author.id !== actor.id) throw notFound();
  return thing;
}

/**
 * Asks somebody else to look again at a decision about something of the actor's; the case waits once more. Throws as
 * `getAppealFor`, and 409 when there is nothing to appeal against, or it was done already.
 */
export async function appeal(
  maybe: MaybeActor,
  { body, ...named }: AppealInput,
  { at = new Date() } = {},
): Promise<void> {
  const actor = requireSignedIn(maybe);
  const { caseId, mayAppeal, isLate, decision } = await getAppealFor(actor, named, { at });
  if (isLate) throw new AppError("moderation.error.appeal_late", 409, { values: { days: appealDays } });
  if (!mayAppeal || !decision) throw new AppError("moderation.error.no_appeal", 409);
  await transaction(async (tx) => {
    const found = await lockCase(tx, { id: caseId });
    const isSame = found?.state === "decided" && found.decisions[0]?.id === decision.id;
    if (!isSame) throw new AppError("moderation.error.no_appeal", 409);
    const { id: appealId } = await tx.moderationAppeal.create({
      data: { caseId, decisionId: decision.id, body, createdAt: at },
      select: { id: true },
    });
    await record(tx, "moderation.case.appealed", { appealId });
    const data = { state: "appealed", openedAt: at, version: { increment: 1 } } as const;
    await tx.moderationCase.update({ where: { id: caseId }, data, select: { id: true } });
    const subject = `case:${found.publicId}`;
    await recordAudit(tx, { actorId: actor.id, action: "moderation.appeal.sent", subject, data: { kind: found.kind } });
  });
}
