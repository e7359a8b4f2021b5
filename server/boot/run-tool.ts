import path from "node:path";
import { pathToFileURL } from "node:url";
import { applyMigrations } from "#prisma/migrate.ts";
import { claimDataDir } from "#server/boot/prepare/claim.mjs";
import { findRunningDatabase, openEmbeddedDatabase } from "#server/boot/database/embedded-database.ts";
import { readEnvironment } from "#server/boot/supervisor/environment.ts";
import { lockHolder } from "#server/boot/prepare/lock.mjs";
import { pause } from "#server/boot/system/processes.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { PlainError } from "#server/boot/prepare/terminal.mjs";

/**
 * Runs `main(args)` of a tool on the database of DATABASE_URL, else on the embedded one: that of the running site, or
 * started for as long as the tool takes. Ends the process.
 */
export async function runTool(file: string | undefined, args: string[]): Promise<void> {
  if (!file) throw new PlainError("Which tool? node server/boot/tool.mjs <file.ts> [arguments]");
  const { env, variables } = await readEnvironment();
  const { url, stop } = env.EMBEDDED ? await embeddedDatabase(env.DATA_DIR) : given(env.DATABASE_URL);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void stop().then(() => process.exit(130)));
  }
  Object.assign(process.env, variables, { DATABASE_URL: url });
  try {
    if (!dealsWithSchema.test(file)) await applyMigrations(url, { queue: !env.REDIS_URL });
    const tool = await import(pathToFileURL(path.join(projectRoot(), file)).href);
    await tool.main(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await stop();
  }
  process.exit();
}

/** Tools that bring the schema to where they want it themselves. */
const dealsWithSchema = /^(prisma|server\/boot\/database\/backup)\//;

type Database = { url: string; stop: () => Promise<void> };

const given = (url: string): Database => ({ url, stop: async () => {} });

async function embeddedDatabase(dataDir: string): Promise<Database> {
  // A site that has just been started may need a moment for its database.
  for (let tries = 0; lockHolder(dataDir) !== null; tries++) {
    const running = findRunningDatabase(dataDir);
    if (running) return given(running);
    if (tries > 300) throw new PlainError("A site is being started here, but its database does not come up.");
    await pause(200);
  }
  claimDataDir();
  return openEmbeddedDatabase(dataDir, (line) => console.log(line));
}
