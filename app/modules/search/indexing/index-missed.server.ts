import { db } from "#app/infra/db.server.ts";
import { kinds } from "#app/modules/search/kinds/table.server.ts";
import { type SearchKind, searchKinds } from "#app/modules/search/kinds/names.ts";
import { indexThings } from "./index-things.server.ts";

/** Things that one call looks at, of each kind. */
const thingsAtOnce = 500;
/** Entries that one call changes at most; a call that came to so many has more to do. */
export const missedBatch = 100;

/**
 * Goes on with the pass over everything that can be found, some hundred of each kind: what the index has missed is brought up to date, and
 * an index that is empty is filled. Returns how many entries changed; at least `missedBatch` while there is much to do. A pass that was
 * interrupted goes on where it was.
 */
export async function indexMissed(): Promise<number> {
  let changed = 0;
  for (const kind of searchKinds) changed += (await stepOf(kind)).changed;
  return changed;
}

type Step = { looked: number; changed: number; isEnd: boolean };

/**
 * One step of the pass over a kind. `isEnd`: it has come to its end, and the next step begins anew. `name` is which pass it is, where there
 * are several; `anew` makes every entry again, whether its text has changed or not.
 */
export async function stepOf(kind: SearchKind, { anew = false, name = kind as string } = {}): Promise<Step> {
  const pass = await db().searchPass.findUnique({ where: { kind: name }, select: { after: true } });
  const after = pass?.after ?? null;
  const ids = await kinds[kind].listIds(after, thingsAtOnce);
  const isEnd = ids.length < thingsAtOnce;
  const to = isEnd ? null : ids.at(-1)!;
  const changed = (await indexThings(kind, ids, { anew })) + (await indexOrphans(kind, after, to, ids));
  const now = new Date();
  const moved = isEnd ? { after: null, startedAt: now, endedAt: now } : { after: to, endedAt: null };
  const create = { kind: name, ...moved };
  await db().searchPass.upsert({ where: { kind: name }, update: moved, create, select: { kind: true } });
  return { looked: ids.length, changed, isEnd };
}

/** Things between two ids that have entries and are not there any more; looked at again, since one may have come meanwhile. */
async function indexOrphans(kind: SearchKind, after: string | null, to: string | null, ids: string[]): Promise<number> {
  const orphans = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT thing_id AS id FROM search_entries
     WHERE kind = ${kind} AND (${after}::uuid IS NULL OR thing_id > ${after}::uuid)
       AND (${to}::uuid IS NULL OR thing_id <= ${to}::uuid) AND thing_id <> ALL(${ids}::uuid[])
     LIMIT ${thingsAtOnce}`;
  return indexThings(
    kind,
    orphans.map(({ id }) => id),
  );
}
