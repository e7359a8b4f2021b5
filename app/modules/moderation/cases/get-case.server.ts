import { forbidden, notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withHandle, withId } from "#app/modules/accounts/person-columns.ts";
import { knownKindOf } from "#app/modules/moderation/kinds/names.ts";
import { kindOf } from "#app/modules/moderation/kinds/table.server.ts";
import { minutesLeft } from "#app/modules/moderation/limits.ts";
import { canComeTo, canDecideAbout, requireDecider } from "#app/modules/moderation/policy.ts";
import { outcomeOf, takesAway, verdicts } from "#app/modules/moderation/verdicts.ts";
import { listKeptFrom, requireNotKept, whereNotKept } from "./kept-from.server.ts";

const decision = {
  select: {
    id: true,
    verdict: true,
    reason: true,
    decidedAt: true,
    until: true,
    decidedById: true,
    decidedBy: withHandle,
  },
  orderBy: { id: "desc" },
} as const;

const columns = {
  id: true,
  publicId: true,
  kind: true,
  thingId: true,
  spaceCode: true,
  state: true,
  version: true,
  openedAt: true,
  claimedUntil: true,
  claimedBy: withId,
  authorId: true,
  author: withHandle,
  reports: {
    select: { id: true, reason: true, note: true, createdAt: true, thingVersion: true, reporter: withHandle },
    orderBy: { id: "asc" },
    take: 50,
  },
  decisions: { ...decision, take: 20 },
  appeals: {
    select: { id: true, decisionId: true, body: true, createdAt: true, answerId: true },
    orderBy: { id: "asc" },
  },
} as const;

/** Earlier decisions about the same author that a case shows. */
const earlierAtMost = 10;

/** The number in the address of a case. Throws 404 for anything else. */
export function caseNumberOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw notFound();
  return Number(text);
}

/** Throws 401, 403, 404 for whoever may not decide this case, or reviews what it is about without knowing whose it is. Two SQL statements. */
export async function requireCaseFor(maybe: MaybeActor, publicId: number) {
  // Who decides nothing anywhere is not told which cases there are.
  const actor = requireDecider(maybe);
  const found = await db().moderationCase.findUnique({
    where: { publicId },
    select: { spaceCode: true, kind: true, thingId: true },
  });
  if (!found) throw notFound();
  if (!canDecideAbout(actor, found)) throw forbidden();
  await requireNotKept(db(), actor, found);
  return actor;
}

/**
 * A case with its thing, its reports, decisions and appeals, and what was decided about the same author before. `may` says
 * what the actor can do with it now. Throws 401, 403, 404.
 */
export async function getCaseFor(maybe: MaybeActor, publicId: number, { at = new Date() } = {}) {
  const actor = await requireCaseFor(maybe, publicId);
  const row = await db().moderationCase.findUniqueOrThrow({ where: { publicId }, select: columns });
  const { id, kind: name, thingId, claimedBy, claimedUntil, ...about } = row;
  const kind = knownKindOf(name);
  const [thing = null] = kind ? await kindOf(kind).find(db(), [thingId]) : [];
  const kept = whereNotKept(await listKeptFrom(db(), actor));
  const earlier = await db().moderationDecision.findMany({
    where: { caseId: { not: id }, case: { authorId: row.authorId, ...kept } },
    select: {
      id: true,
      verdict: true,
      reason: true,
      decidedAt: true,
      case: { select: { publicId: true, kind: true } },
    },
    orderBy: { id: "desc" },
    take: earlierAtMost,
  });
  const claim =
    claimedBy && claimedUntil && claimedUntil > at ? { ...claimedBy, minutes: minutesLeft(claimedUntil, at) } : null;
  const isAppeal = row.state === "appealed";
  const isOwn = row.authorId === actor.id;
  const hasDecided = isAppeal && row.decisions[0]?.decidedById === actor.id;
  const isFree = claim === null || claim.id === actor.id;
  const hasName = kind !== null && kindOf(kind).hasName === true;
  const possible = verdicts.filter(
    (verdict) =>
      thing !== null &&
      outcomeOf(verdict, thing.state, { isAppeal }) !== "impossible" &&
      canComeTo(actor, verdict) &&
      // Neither would change anything.
      !(verdict === "restore" && thing.state === "visible") &&
      !(verdict === "keep" && row.state === "decided"),
  );
  return {
    ...about,
    kind,
    thing,
    earlier,
    claim: claim && { ...claim, isMine: claim.id === actor.id },
    isAppeal,
    isOwn,
    hasDecided,
    verdicts: isOwn || hasDecided || !isFree ? [] : thing === null ? (["keep"] as const) : possible,
    mayTakeName: hasName && possible.some(takesAway),
    mayClaim: !isOwn && !hasDecided && isFree && row.state !== "decided",
  };
}
