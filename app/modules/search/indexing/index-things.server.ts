import { createHash } from "node:crypto";
import type { Tx } from "#app/infra/db.server.ts";
import type { SearchedText } from "#app/infra/statements/searched.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { excerpt } from "#app/lib/markdown.ts";
import { kinds } from "#app/modules/search/kinds/table.server.ts";
import type { SearchKind } from "#app/modules/search/kinds/names.ts";
import { vectorOf } from "#app/modules/search/words/vector.server.ts";
import { Prisma } from "#prisma/generated/client.ts";

const { sql } = Prisma;

/** Characters of a text that are looked for and shown; nothing longer is written here but books. */
const longestText = 20_000;
/** Rows of one statement. */
const rowsAtOnce = 100;
/** How entries are made; one made in another way is made again. Raise it with the words of `vectorOf`. */
const making = 1;

type Entry = { thingId: string; language: string; title: string; body: string; textHash: string; ranksAt: Date };

/**
 * Brings the index entries of these things up to date with what they say now: writes those that differ, and takes away what is not to be
 * found any more. Returns how many entries changed; doing it again changes none. Things of one kind are indexed by one at a time, so
 * that what was read earlier is never written over what is newer.
 */
export async function indexThings(kind: SearchKind, ids: readonly string[], { anew = false } = {}): Promise<number> {
  const things = [...new Set(ids)];
  if (things.length === 0) return 0;
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`search:${kind}`}))`;
    const entries = (await kinds[kind].listTexts(tx, things)).map(entryOf);
    const standing = await tx.searchEntry.findMany({
      where: { kind, thingId: { in: things } },
      select: { thingId: true, language: true, textHash: true },
    });
    const hashes = new Map(standing.map((entry) => [keyOf(entry), entry.textHash]));
    const changed = entries.filter((entry) => anew || hashes.get(keyOf(entry)) !== entry.textHash);
    const present = new Set(entries.map(keyOf));
    const gone = standing.filter((entry) => !present.has(keyOf(entry)));
    await take(tx, kind, gone);
    for (let at = 0; at < changed.length; at += rowsAtOnce) await write(tx, kind, changed.slice(at, at + rowsAtOnce));
    return changed.length + gone.length;
  });
}

const keyOf = ({ thingId, language }: Pick<Entry, "thingId" | "language">) => `${thingId} ${language}`;

function entryOf({ id, language, title, body, at }: SearchedText): Entry {
  const text = excerpt(body, longestText);
  const textHash = createHash("sha256")
    .update(JSON.stringify([making, title, text, at]))
    .digest("base64url");
  return { thingId: id, language, title, body: text, textHash, ranksAt: at };
}

async function write(tx: Tx, kind: SearchKind, entries: Entry[]): Promise<void> {
  const rows = entries.map(
    ({ thingId, language, title, body, textHash, ranksAt }) =>
      sql`(${kind}, ${thingId}::uuid, ${language}, ${title}, ${body}, ${vectorOf({ title, body, language })}, ${textHash}, ${ranksAt}::timestamptz)`,
  );
  await tx.$executeRaw`
    INSERT INTO search_entries (kind, thing_id, language, title, body, vector, text_hash, ranks_at)
    VALUES ${Prisma.join(rows)}
    ON CONFLICT (kind, thing_id, language) DO UPDATE
       SET title = excluded.title, body = excluded.body, vector = excluded.vector, text_hash = excluded.text_hash,
           ranks_at = excluded.ranks_at`;
}

async function take(tx: Tx, kind: SearchKind, gone: { thingId: string; language: string }[]): Promise<void> {
  if (gone.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM search_entries e USING unnest(${gone.map(({ thingId }) => thingId)}::uuid[], ${gone.map(({ language }) => language)}::text[]) AS g (id, language)
     WHERE e.kind = ${kind} AND e.thing_id = g.id AND e.language = g.language`;
}
