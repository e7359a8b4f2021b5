import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "#app/infra/env.server.ts";
import { withClient } from "#prisma/history.ts";

/** The entry of the audit log that says where the site's files are; the newest counts. */
const keptAction = "files.kept";
/** The file that names a folder, wherever it is mounted; it is copied with its files. */
const markName = "site-id";
/** Nodes that start together claim one after the other. Spells "XFIL". */
const lockKey = 0x5846494c;

type Place = Pick<ReturnType<typeof env>, "DATA_DIR" | "S3_BUCKET" | "S3_ENDPOINT">;

/**
 * Refuses to start a node whose files are not those of its site: a folder of its own beside the shared one, or another bucket.
 * The first node of a site claims its place. Throws a sentence that says what to do.
 */
export async function requireSameFiles(databaseUrl: string, place: Place): Promise<void> {
  const { mine, kept } = await compare(databaseUrl, place, false);
  if (mine === kept) return;
  const sentence =
    `The files of this site are kept elsewhere (${nameOf(kept)}), not here (${nameOf(mine)}). Nodes of one site share their files: ` +
    "mount the same folder as DATA_DIR/uploads, or set the same S3_BUCKET and S3_ENDPOINT. If the files were moved here for good, " +
    "say so once: npm run files:here";
  throw Object.assign(new Error(sentence), { isPlain: true });
}

/** `npm run files:here`: from now on the files of the site are where this node keeps them. */
export async function main(): Promise<void> {
  const { mine } = await compare(env().DATABASE_URL, env(), true);
  console.log(`The files of this site are here: ${nameOf(mine)}.`);
}

async function compare(databaseUrl: string, place: Place, isMove: boolean): Promise<{ mine: string; kept: string }> {
  return withClient(databaseUrl, async (client) => {
    // Held until this connection closes.
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    const { rows } = await client.query<{ id: string }>(
      "SELECT data ->> 'id' AS id FROM audit_entries WHERE action = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
      [keptAction],
    );
    const kept = rows[0]?.id;
    const mine = identityOf(place);
    if (kept && !isMove) return { mine, kept };
    await client.query("INSERT INTO audit_entries (id, action, subject, data) VALUES ($1, $2, 'site', $3)", [
      timedUuid(),
      keptAction,
      JSON.stringify({ id: mine }),
    ]);
    return { mine, kept: mine };
  });
}

/** What the place is called in the database: a bucket by its address, a folder by the mark in it, made where there is none. */
function identityOf({ DATA_DIR, S3_BUCKET, S3_ENDPOINT }: Place): string {
  if (S3_BUCKET) return `bucket ${S3_ENDPOINT ?? "s3"}/${S3_BUCKET}`;
  const folder = path.join(DATA_DIR, "uploads");
  const mark = path.join(folder, markName);
  if (!existsSync(mark)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mark, `${randomUUID()}\n`);
  }
  return `folder ${readFileSync(mark, "utf8").trim()}`;
}

const nameOf = (identity: string) => identity.replace(/^(folder|bucket) (.*)$/, "$1 “$2”");

/** An id that rises with time (version 7), as those of all other lines of the log: its order is theirs. */
function timedUuid(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
