import { AppError, fieldError, forbidden } from "#app/infra/app-error.ts";
import { recordAudit } from "#app/infra/audit.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { newId } from "#app/lib/uuid.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { knownKindOf, type ThingState } from "#app/modules/moderation/kinds/names.ts";
import { kindOf } from "#app/modules/moderation/kinds/table.server.ts";
import { canComeTo } from "#app/modules/moderation/policy.ts";
import type { DecideInput } from "#app/modules/moderation/schemas.ts";
import { outcomeOf, takesAway, type Verdict } from "#app/modules/moderation/verdicts.ts";
import { lockCaseFor, requireFree, requireUndecidedBy } from "./claim-case.server.ts";
import type { LockedCase } from "./lock-case.server.ts";

/**
 * Decides a case, once: of two who decide the same version the second gets 409 with what was decided. The thing comes into its
 * new state in the same transaction; its author and who reported it are told afterwards. An appeal is decided by somebody else
 * than the decision that it is about (403). Every verdict but keeping needs a reason; purging is for administrators. Throws
 * 400, 401, 403, 404, 409 when somebody else has claimed the case or the thing's state does not allow it.
 */
export async function decideCase(
  maybe: MaybeActor,
  publicId: number,
  input: DecideInput,
  { at = new Date() } = {},
): Promise<void> {
  const actor = requireActive(maybe);
  const { decision: verdict, reason } = input;
  const moved = await transaction(async (tx) => {
    const found = await lockCaseFor(tx, actor, publicId);
    if (!canComeTo(actor, verdict)) throw forbidden("moderation.error.purge");
    requireUndecidedBy(actor, found);
    requireSameVersion(found, input);
    requireFree(actor, found, at);
    if (verdict !== "keep" && reason === "") throw fieldError("reason", "moderation.error.reason");
    const until = readUntil(input, at);
    const takesName = input.takesName === "on" && mayTakeName(found.kind, verdict);
    const state = await moveThing(tx, found, { verdict, by: actor.id, reason, at, takesName });
    const isMoved = state !== null;
    await noteDecision(tx, found, { verdict, reason, by: actor.id, until, at, isMoved, takesName });
    return { ...found, state };
  });
  announce(moved);
}

function requireSameVersion({ state, version, decisions }: LockedCase, input: DecideInput): void {
  const isSame = input.version === undefined ? state !== "decided" : input.version === version;
  if (isSame) return;
  const [last] = decisions;
  if (!last) throw new AppError("moderation.error.changed", 409);
  const name = last.decidedBy ? isolate(last.decidedBy.name) : "–";
  throw new AppError("moderation.error.decided", 409, { values: { name, verdict: last.verdict } });
}

function readUntil({ decision, until }: DecideInput, at: Date): Date | null {
  if (decision !== "hide" || until === "") return null;
  const end = new Date(`${until}T00:00:00Z`);
  if (end <= at) throw fieldError("until", "moderation.error.until_past");
  return end;
}

/** Whether a decision with this verdict may take the name of whoever wrote a thing of this kind. */
function mayTakeName(kind: string, verdict: Verdict): boolean {
  const known = knownKindOf(kind);
  return known !== null && kindOf(known).hasName === true && takesAway(verdict);
}

type Move = { verdict: Verdict; by: string | null; reason: string; at: Date; takesName?: boolean };

/**
 * Carries a verdict out on the thing, if `holds` of its state under the lock; null when it stays as it is. Throws 409 when its state
 * does not allow it.
 */
export async function moveThing(
  tx: Tx,
  { kind: name, thingId, state: caseState }: Pick<LockedCase, "kind" | "thingId" | "state">,
  { verdict, by, reason, at, takesName }: Move,
  holds: (state: ThingState) => boolean = () => true,
): Promise<ThingState | null> {
  const kind = knownKindOf(name);
  if (!kind) throw new AppError("moderation.error.not_possible", 409);
  let isThere = false;
  const state = await kindOf(kind).move(tx, thingId, (now) => {
    isThere = true;
    if (!holds(now)) return null;
    const to = outcomeOf(verdict, now, { isAppeal: caseState === "appealed" });
    if (to === "impossible") throw new AppError("moderation.error.not_possible", 409);
    return to === "same" ? null : { to, by, reason: to === "visible" ? null : reason, at, takesName };
  });
  if (!isThere && verdict !== "keep" && by !== null) throw new AppError("moderation.error.not_possible", 409);
  return state;
}

type Decided = {
  verdict: Verdict;
  reason: string;
  by: string | null;
  until: Date | null;
  at: Date;
  isMoved: boolean;
  takesName?: boolean;
};

/** Writes a decision down, closes the case, answers its appeal, and records what follows from it. */
export async function noteDecision(
  tx: Tx,
  { id: caseId, publicId, kind, authorId, state }: Pick<LockedCase, "id" | "publicId" | "kind" | "authorId" | "state">,
  { verdict, reason, by, until, at, isMoved, takesName }: Decided,
): Promise<void> {
  const id = newId();
  const decision = { id, caseId, verdict, reason, decidedById: by, decidedAt: at, until, movedSight: isMoved };
  await tx.moderationDecision.create({ data: decision, select: { id: true } });
  await tx.moderationAppeal.updateMany({ where: { caseId, answerId: null }, data: { answerId: id } });
  await tx.moderationCase.update({
    where: { id: caseId },
    data: {
      state: "decided",
      decidedAt: at,
      version: { increment: 1 },
      claimedById: null,
      claimedUntil: null,
      hiddenUntil: verdict === "hide" ? until : null,
    },
    select: { id: true },
  });
  const data = {
    kind,
    verdict,
    reason,
    author: authorId,
    isAppeal: state === "appealed",
    until,
    ...(takesName && { takesName }),
  };
  await recordAudit(tx, { actorId: by, action: "moderation.case.decided", subject: `case:${publicId}`, data });
  await record(tx, "moderation.case.decided", { decisionId: id });
}

/** Tells whoever has the thing on screen of its new state; nobody when it has none. */
export function announce({ kind, thingId, state }: { kind: string; thingId: string; state: ThingState | null }): void {
  const known = knownKindOf(kind);
  if (known && state) kindOf(known).announce?.(thingId, state);
}
