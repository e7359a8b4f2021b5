import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Env, parseEnv } from "#app/infra/env.server.ts";
import { freePort } from "#server/boot/system/processes.ts";
import { PlainError } from "#server/boot/prepare/terminal.mjs";

export type Environment = {
  /** The checked configuration; DATABASE_URL is a stand-in while the database of the embedded default is not up. */
  env: Env;
  /** What the processes get. */
  variables: NodeJS.ProcessEnv;
  /** Whether the secret is one that was made here, because the environment gave none. */
  hasMadeSecret: boolean;
};

/**
 * What web and worker get besides, unless the environment says otherwise. The C library (glibc) keeps heaps of its own for each
 * thread, up to eight a core, which compression, passwords and V8's helpers fill in turns: 60 to 80 MB of a web process.
 */
export const asSupervised = { MALLOC_ARENA_MAX: "2" };

/**
 * The configuration of this start: what the environment says, completed by what the embedded default makes itself.
 * Without DATABASE_URL the database is our own. Throws a message that names each wrong variable.
 */
export async function readEnvironment({ isDevelopment = false } = {}): Promise<Environment> {
  const given = process.env;
  const isEmbedded = !given.DATABASE_URL;
  const variables: NodeJS.ProcessEnv = {
    ...asSupervised,
    ...given,
    NODE_ENV: isDevelopment ? "development" : "production",
    EMBEDDED: isEmbedded ? "1" : "0",
    DATABASE_URL: given.DATABASE_URL || "postgresql://not-yet-started",
    APP_SECRET: given.APP_SECRET || "-".repeat(32),
  };
  if (given.PORT === "0") variables.PORT = String(await freePort());
  try {
    const env = parseEnv(variables);
    variables.DATA_DIR = env.DATA_DIR;
    mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o711 });
    if (!given.APP_SECRET) variables.APP_SECRET = keptSecret(env.DATA_DIR);
    return { env: parseEnv(variables), variables, hasMadeSecret: !given.APP_SECRET };
  } catch (error) {
    throw new PlainError((error as Error).message);
  }
}

/** The secret of this data folder, made at the first start. */
function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, "secret");
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
