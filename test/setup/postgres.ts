import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withClient } from "#prisma/history.ts";
import { applyMigrations } from "#prisma/migrate.ts";
import { clusterUrl, ensureCluster, findOrphan, startCluster, stopPostmaster } from "#server/boot/database/postgres.ts";
import { statementCounts } from "./statement-counter.ts";
import { freePort, isAlive } from "#server/boot/system/processes.ts";

const prefix = "crossroads-test-";

export type TestCluster = { url: string; folder: string; stop: () => Promise<void> };

/** The migrated database that every test file clones. */
export const templateDatabase = "crossroads_template";

/**
 * One PostgreSQL for the whole run in a temporary folder, with the template database migrated. It keeps nothing safe
 * (fsync off): it lives for minutes. It counts what each statement does (`statement-counter.ts`).
 */
export async function startTestCluster(): Promise<TestCluster> {
  await clearLeftovers();
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  // PostgreSQL's own user passes through it when the tests run as root.
  writeFileSync(path.join(folder, "owner"), String(process.pid));
  chmodSync(folder, 0o711);
  mkdirSync(path.join(folder, "data"));
  const options = {
    dir: path.join(folder, "postgres"),
    port: await freePort(),
    password: "test",
    log: path.join(folder, "postgres.log"),
    settings: { ...settings, ...statementCounts },
  };
  await ensureCluster(options);
  const { pid } = await startCluster(options);
  const url = clusterUrl(options, "postgres");
  await withClient(url, (client) => client.query("CREATE EXTENSION pg_stat_statements"));
  await withClient(url, (client) => client.query(`CREATE DATABASE ${templateDatabase}`));
  await applyMigrations(clusterUrl(options, templateDatabase));
  return {
    url,
    folder,
    stop: async () => {
      await stopPostmaster(pid);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  autovacuum: "off",
  max_wal_size: "4GB",
  wal_level: "minimal",
  max_wal_senders: "0",
};

/** A run that was killed could not clean up: its server is stopped and its folder removed. */
async function clearLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(tmpdir(), name);
    if (statSync(folder).uid !== process.getuid?.()) continue;
    const owner = path.join(folder, "owner");
    if (!existsSync(owner) || isAlive(Number(readFileSync(owner, "utf8")))) continue;
    const orphan = findOrphan(path.join(folder, "postgres"));
    if (orphan) await stopPostmaster(orphan);
    rmSync(folder, { recursive: true, force: true });
  }
}
