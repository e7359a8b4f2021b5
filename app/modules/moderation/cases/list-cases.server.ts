import { db } from "#app/infra/db.server.ts";
import { nextCursor, readCursor } from "#app/lib/cursor.ts";
import { truncate } from "#app/lib/text.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { allPeople } from "#app/modules/accounts/people.server.ts";
import type { Thing } from "#app/modules/moderation/kinds/contract.server.ts";
import { knownKindOf, type ModeratedKind } from "#app/modules/moderation/kinds/names.ts";
import { isNotKept, listKeptFrom } from "./kept-from.server.ts";
import { kindOf } from "#app/modules/moderation/kinds/table.server.ts";
import { canModerate, requireDecider } from "#app/modules/moderation/policy.ts";
import { casesPerPage } from "#app/modules/moderation/limits.ts";
import type { CaseFilter, CaseState, ReportReason, Verdict } from "#app/modules/moderation/verdicts.ts";
import { Prisma } from "#prisma/generated/client.ts";

type CaseRow = {
  id: string;
  publicId: number;
  kind: string;
  thingId: string;
  state: CaseState;
  at: Date;
  claimedBy: string | null;
  isMine: boolean;
  reports: number;
  reasons: ReportReason[];
  verdict: Verdict | null;
};

/** A case as the queue shows it; its thing is null once that is gone altogether. */
export type ListedCase = Omit<CaseRow, "kind" | "thingId"> & {
  kind: ModeratedKind;
  thing: (Pick<Thing, "title" | "number" | "author" | "state" | "language"> & { excerpt: string }) | null;
};

/**
 * The queue, for facilitators that of their spaces: what waits, the oldest first; what the actor has claimed; what was decided, the newest first; or what authors
 * appealed against; without those that are kept from the actor. Twenty to a page. Throws 401, 403 for whoever does not decide. SQL statements: two,
 * and one for each kind on the page.
 */
export async function listCasesFor(
  maybe: MaybeActor,
  { filter, cursor }: { filter: CaseFilter; cursor: string | null },
  { at = new Date() } = {},
): Promise<{ cases: ListedCase[]; next: string | null }> {
  const actor = requireDecider(maybe);
  const { facilitates } = actor;
  const from = readCursor(cursor);
  const isDecided = filter === "decided";
  const moment = isDecided ? Prisma.sql`c.decided_at` : Prisma.sql`c.opened_at`;
  const isClaimed = Prisma.sql`c.claimed_until > ${at}`;
  const after =
    from &&
    Prisma.sql`AND (${moment}, c.id) ${isDecided ? Prisma.sql`<` : Prisma.sql`>`} (${from.at}, ${from.id}::uuid)`;
  const mine = Prisma.sql`AND ${isClaimed} AND c.claimed_by_id = ${actor.id}::uuid`;
  const here = canModerate(actor) ? Prisma.empty : Prisma.sql`AND c.space_code = ANY(${facilitates})`;
  const kept = isNotKept(await listKeptFrom(db(), actor));
  const rows = await db().$queryRaw<CaseRow[]>`
    SELECT c.id, c.public_id AS "publicId", c.kind, c.thing_id AS "thingId", c.state::text, ${moment} AS at,
           CASE WHEN ${isClaimed} THEN u.name END AS "claimedBy",
           coalesce(${isClaimed} AND c.claimed_by_id = ${actor.id}::uuid, false) AS "isMine",
           (SELECT count(*)::int FROM moderation_reports r WHERE r.case_id = c.id) AS reports,
           ARRAY(SELECT DISTINCT r.reason::text FROM moderation_reports r WHERE r.case_id = c.id ORDER BY 1) AS reasons,
           (SELECT d.verdict::text FROM moderation_decisions d WHERE d.case_id = c.id ORDER BY d.id DESC LIMIT 1) AS verdict
      FROM moderation_cases c LEFT JOIN ${allPeople} u ON u.id = c.claimed_by_id
     WHERE c.state = ANY(${statesOf[filter]}::case_state[]) ${here} ${kept} ${filter === "mine" ? mine : Prisma.empty} ${after ?? Prisma.empty}
     ORDER BY ${isDecided ? Prisma.sql`c.decided_at DESC, c.id DESC` : Prisma.sql`c.opened_at, c.id`}
     LIMIT ${casesPerPage + 1}`;
  const things = await findThings(rows.slice(0, casesPerPage));
  const cases = rows.slice(0, casesPerPage).flatMap(({ kind: name, thingId, ...row }): ListedCase[] => {
    const kind = knownKindOf(name);
    return kind ? [{ ...row, kind, thing: things.get(`${kind} ${thingId}`) ?? null }] : [];
  });
  return { cases, next: nextCursor(rows, casesPerPage, "at") };
}

const statesOf: Record<CaseFilter, CaseState[]> = {
  open: ["open", "appealed"],
  mine: ["open", "appealed"],
  appeals: ["appealed"],
  decided: ["decided"],
};

/** The things of these cases, one statement for each kind among them. */
async function findThings(rows: readonly CaseRow[]): Promise<Map<string, NonNullable<ListedCase["thing"]>>> {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].flatMap((kind) => knownKindOf(kind) ?? []);
  const found = await Promise.all(
    kinds.map((kind) =>
      kindOf(kind).find(
        db(),
        rows.flatMap((row) => (row.kind === kind ? row.thingId : [])),
      ),
    ),
  );
  return new Map(
    found
      .flat()
      .map(({ kind, id, title, number, author, state, language, text }) => [
        `${kind} ${id}`,
        { title, number, author, state, language, excerpt: truncate(text.replace(/\s+/g, " "), 160) },
      ]),
  );
}
