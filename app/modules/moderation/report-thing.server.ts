import { AppError, forbidden } from "#app/infra/app-error.ts";
import { db, type Tx } from "#app/infra/db.server.ts";
import { consumeLimit, type Limit } from "#app/infra/limits.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { openCase } from "./cases/open-case.server.ts";
import { announce } from "./cases/decide-case.server.ts";
import type { Thing } from "./kinds/contract.server.ts";
import type { NamedKind, ThingState } from "./kinds/names.ts";
import { findNamed, kindOf } from "./kinds/table.server.ts";
import { countedAfterHours, reportsPerDay, reportsToHide } from "./limits.ts";
import type { ReportInput } from "./schemas.ts";
import type { Verdict } from "./verdicts.ts";

const perDay: Limit = { name: "reports", points: reportsPerDay, seconds: 86_400 };

export type OwnReport = { at: Date; verdict: Verdict | null };

/** A thing as whoever reports it sees it: some are read without their author's name. */
type ReportedThing = Pick<
  Thing,
  "kind" | "title" | "number" | "html" | "text" | "picture" | "language" | "href" | "state"
>;

/**
 * What the actor is about to report, and their last report of it: whether it is decided since. The thing is null when they
 * have reported it and it is out of their sight by now. It says nothing of its author. Throws 401, 403 for what is their own, 404, 410 in
 * words for what is gone.
 */
export async function getReportFor(
  maybe: MaybeActor,
  named: { kind: NamedKind; id: string },
): Promise<{ thing: ReportedThing | null; own: OwnReport | null }> {
  const { thing, own } = await findToReport(maybe, named);
  if (!thing) return { thing, own };
  const { kind, title, number, html, text, picture, language, href, state } = thing;
  return { thing: { kind, title, number, html, text, picture, language, href, state }, own };
}

async function findToReport(
  maybe: MaybeActor,
  named: { kind: NamedKind; id: string },
): Promise<{ thing: Thing | null; own: OwnReport | null }> {
  const actor = requireActive(maybe);
  const { kind, id, author } = await findNamed(named);
  if (author.id === actor.id) throw forbidden("moderation.error.own_report");
  const own = await findOwn(actor, { kind, id });
  const thing = kindOf(kind).requireInSight(actor, id);
  return { thing: own ? await thing.catch(() => null) : await thing, own };
}

async function findOwn(actor: Actor, { kind, id }: Pick<Thing, "kind" | "id">): Promise<OwnReport | null> {
  const row = await db().moderationReport.findFirst({
    where: { reporterId: actor.id, case: { kind, thingId: id } },
    orderBy: { id: "desc" },
    select: {
      createdAt: true,
      case: { select: { state: true, decisions: { select: { verdict: true }, orderBy: { id: "desc" }, take: 1 } } },
    },
  });
  if (!row) return null;
  return { at: row.createdAt, verdict: row.case.state === "open" ? null : (row.case.decisions[0]?.verdict ?? null) };
}

/**
 * Reports a thing: it joins the open case of the thing, or opens one. Reporting it again before it is decided changes nothing;
 * returns whether it was new. What three different people have reported goes out of sight until somebody decides; those who joined
 * within the last day, or have not confirmed their address, do not count for that. Throws as `getReportFor`, and 429 after twenty a day.
 */
export async function reportThing(
  maybe: MaybeActor,
  { reason, note, ...named }: ReportInput,
  { at = new Date() } = {},
): Promise<{ isNew: boolean }> {
  const actor = requireActive(maybe);
  const { thing, own } = await findToReport(actor, named);
  if (own && own.verdict === null) return { isNew: false };
  if (!thing) throw new AppError("moderation.error.gone", 410);
  await consumeLimit(perDay, actor.id);
  const { kind, id } = thing;
  const { isNew, moved } = await transaction(async (tx) => {
    const caseId = await openCase(tx, thing, at);
    const data = { caseId, reporterId: actor.id, reason, note, thingVersion: thing.version, createdAt: at };
    const { count } = await tx.moderationReport.createMany({ data: [data], skipDuplicates: true });
    if (count === 0) return { isNew: false, moved: null };
    const isEnough = (await countReporters(tx, caseId)) >= reportsToHide;
    let state: ThingState | undefined;
    const hidden = await kindOf(kind).move(tx, id, (now) => {
      state = now;
      return isEnough && now === "visible" ? { to: "hidden", by: null, reason: null, at } : null;
    });
    // Deleted, or decided about, while this report was on its way: it is about what is not there, and is not kept.
    if (state !== "visible" && kind !== "profile") throw new AppError("moderation.error.gone", 410);
    await record(tx, "moderation.case.reported", { caseId });
    if (hidden === "hidden") await record(tx, "moderation.case.hidden", { caseId });
    return { isNew: true, moved: hidden };
  });
  announce({ kind, thingId: id, state: moved });
  return { isNew };
}

/** How many of those who reported count for hiding. */
async function countReporters(tx: Tx, caseId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM moderation_reports r JOIN ${allPeople} u ON u.id = r.reporter_id
     WHERE r.case_id = ${caseId}::uuid AND u.email_confirmed_at IS NOT NULL
       AND u.joined_at <= r.created_at - make_interval(hours => ${countedAfterHours}::int)`;
  return row?.count ?? 0;
}
