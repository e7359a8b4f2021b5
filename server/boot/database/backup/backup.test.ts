import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { db, pool } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { closeQueue, enqueue } from "#app/infra/queue.server.ts";
import { deleteFile, putFile } from "#app/infra/storage.server.ts";
import { withClient } from "#prisma/history.ts";
import { backUp } from "#server/boot/database/backup/backup.ts";
import { filesIn } from "#server/boot/database/backup/files.ts";
import { restore } from "#server/boot/database/backup/restore.ts";
import { connectTo, listTables, nameOf, sumTable } from "#server/boot/database/backup/tables.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeDatabase, useDatabase } from "#test/setup/database.ts";

useDatabase();
const folder = mkdtempSync(path.join(inject("runFolder"), "backup-"));
const archive = path.join(folder, "site.tar.gz");
const newFolder = (name: string) => path.join(folder, name);
/** Text, control signs and bytes of every kind: what a format that is written by hand would get wrong. */
const hostile = 'tab\t line\n carriage\r back\\slash \\N \\. "quote" \u{1F30D} اللغة';

let wanted: Awaited<ReturnType<typeof sumsOf>>;
let made: Awaited<ReturnType<typeof backUp>>;

beforeAll(async () => {
  const user = await makeUser({ name: hostile.replaceAll(/[\n\r\t]/g, " ") });
  await makeTopic({ author: user });
  await db().topic.updateMany({ data: { title: hostile } });
  await enqueue("learning.import_course", { importRunId: crypto.randomUUID() }, { delay: 3_600_000, jobId: "later" });
  await putFile("imports/one.zip", Buffer.alloc(300_000, "x"));
  await putFile("certificates/two.pdf", Buffer.from([0, 255, 10, 13]));
  writeFileSync(path.join(env().DATA_DIR, "secret"), "the secret of this site\n");
  wanted = await sumsAtRest(env().DATABASE_URL);
  made = await backUp({ url: env().DATABASE_URL, dataDir: env().DATA_DIR }, archive);
});
afterAll(() => closeQueue());

async function sumsOf(url: string) {
  const client = await connectTo(url);
  const sums: Record<string, { rows: number; sha256: string }> = {};
  for (const table of await listTables(client)) sums[nameOf(table)] = await sumTable(client, table);
  await client.end();
  return sums;
}

/** What a transaction wrote down is handed to the queue a moment after it: until then the sums still move. */
async function sumsAtRest(url: string) {
  for (;;) {
    const before = await sumsOf(url);
    await setTimeout(700);
    const after = await sumsOf(url);
    if (JSON.stringify(before) === JSON.stringify(after)) return after;
  }
}

const foreignKeys = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ keys: string }>(
      "SELECT string_agg(conrelid::regclass || conname || pg_get_constraintdef(oid), ',' ORDER BY conname) AS keys FROM pg_constraint",
    );
    return rows[0]!.keys;
  });

describe("a backup", () => {
  test("holds every table, the files and the secret, and nobody else may read it", () => {
    expect(made.tables).toEqual(wanted);
    expect(Object.keys(made.files)).toEqual(["certificates/two.pdf", "imports/one.zip"]);
    expect(statSync(archive).mode & 0o777).toBe(0o600);
  });

  test("comes back in another folder and another database with equal checksums, ready to go on", async () => {
    const url = await makeDatabase();
    const dataDir = newFolder("elsewhere");
    mkdirSync(dataDir);
    await restore({ url, dataDir }, archive);
    expect(await sumsOf(url)).toEqual(wanted);
    expect(await foreignKeys(url)).toBe(await foreignKeys(env().DATABASE_URL));
    expect(await filesIn(path.join(dataDir, "uploads"))).toEqual(Object.keys(made.files));
    expect(readFileSync(path.join(dataDir, "uploads/certificates/two.pdf"))).toEqual(Buffer.from([0, 255, 10, 13]));
    expect(readFileSync(path.join(dataDir, "secret"), "utf8")).toBe("the secret of this site\n");
    await withClient(url, async (client) => {
      const { rows } = await client.query("SELECT title FROM topics");
      expect(rows).toEqual([{ title: hostile }]);
      // Numbers go on where they were.
      const next = "INSERT INTO outbox_events (name, payload) VALUES ('x', '{}') RETURNING id";
      const last = await pool().query("SELECT coalesce(max(id), 0) AS id FROM outbox_events");
      expect(Number((await client.query(next)).rows[0].id)).toBeGreaterThan(Number(last.rows[0].id));
    });
  });

  test("is not restored over anything", async () => {
    const dataDir = newFolder("taken");
    mkdirSync(path.join(dataDir, "uploads"), { recursive: true });
    writeFileSync(path.join(dataDir, "uploads", "mine.txt"), "mine");
    await expect(restore({ url: await makeDatabase(), dataDir }, archive)).rejects.toThrow(/There are files in/);
    const used = { url: await makeDatabase({ migrated: true }), dataDir: newFolder("used") };
    await expect(restore(used, archive)).rejects.toThrow(/The database is not empty/);
  });

  test("that was cut off or damaged restores nothing, and says so", async () => {
    for (const share of [0.3, 0.9, 0.999]) {
      const damaged = path.join(folder, `damaged-${share}.tar.gz`);
      writeFileSync(damaged, readFileSync(archive));
      truncateSync(damaged, Math.floor(statSync(archive).size * share));
      const site = { url: await makeDatabase(), dataDir: newFolder(`damaged-${share}`) };
      mkdirSync(site.dataDir);
      await expect(restore(site, damaged)).rejects.toThrow(/damaged or was cut off/);
      const rows = await withClient(site.url, async (client) => {
        const { rows: found } = await client.query("SELECT to_regclass('users') AS users");
        return found[0].users === null ? 0 : Number((await client.query("SELECT count(*) FROM users")).rows[0].count);
      });
      expect(rows).toBe(0);
      expect(await filesIn(path.join(site.dataDir, "uploads"))).toEqual([]);
    }
  });

  test("of a running site is of one moment: no row without what it names, no named file missing", async () => {
    let isOver = false;
    // Each person's institution names a file. Of the older ones every second goes again, the row before its file: as in a site,
    // no file is made, named and deleted within one moment.
    const busy = (async () => {
      const made: { id: string; key: string }[] = [];
      for (let n = 0; !isOver; n++) {
        const key = `avatars/${n}.png`;
        await putFile(key, Buffer.from(String(n)));
        const { id } = await makeUser({ name: `Busy ${n}` });
        await pool().query("UPDATE users SET institution = $2 WHERE id = $1", [id, key]);
        made.push({ id, key });
        if (n % 2 === 0 || n < 8) continue;
        const old = made[n - 8]!;
        await pool().query("UPDATE users SET institution = NULL WHERE id = $1", [old.id]);
        await deleteFile(old.key);
      }
    })();
    await expect.poll(async () => db().user.count(), { timeout: 20_000 }).toBeGreaterThan(5);
    const file = path.join(folder, "running.tar.gz");
    await backUp({ url: env().DATABASE_URL, dataDir: env().DATA_DIR }, file);
    isOver = true;
    await busy;
    const site = { url: await makeDatabase(), dataDir: newFolder("running") };
    mkdirSync(site.dataDir);
    await restore(site, file);
    const named = await withClient(site.url, async (client) => {
      const { rows } = await client.query<{ key: string }>(
        "SELECT institution AS key FROM users WHERE institution LIKE 'avatars/%'",
      );
      return rows.map(({ key }) => key);
    });
    expect(named.length).toBeGreaterThan(0);
    const there = new Set(await filesIn(path.join(site.dataDir, "uploads")));
    expect(named.filter((key) => !there.has(key))).toEqual([]);
  });
});

test("a backup of a newer version is refused with a plain sentence, and what is no backup too", async () => {
  const { writeArchive } = await import("#server/boot/database/backup/archive.ts");
  const beginning = { format: 1, madeAt: "", migrations: ["20990101000000_tomorrow"], queueVersion: 0, tables: [] };
  for (const [name, content, why] of [
    ["beginning.json", JSON.stringify(beginning), /newer version/],
    ["holiday.jpg", "x", /no backup of Crossroads/],
  ] as const) {
    const file = path.join(folder, `${name}.tar.gz`);
    const archiveOf = writeArchive(file);
    await archiveOf.add(name, Buffer.from(content));
    await archiveOf.finish();
    const failing = restore({ url: await makeDatabase(), dataDir: newFolder("refused") }, file);
    await expect(failing).rejects.toMatchObject({ isPlain: true, message: expect.stringMatching(why) });
  }
  rmSync(folder, { recursive: true, force: true });
});
