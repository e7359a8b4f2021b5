import path from "node:path";
import { z } from "zod";
import { singleton } from "#app/lib/singleton.ts";

const blank = (value: unknown) => (value === "" ? undefined : value);
const flag = z
  .preprocess(blank, z.enum(["0", "1", "false", "true"]).optional())
  .transform((v) => v === "1" || v === "true");

const heapSize = z.preprocess(blank, z.coerce.number().int().min(64).max(65_536).optional());

const schema = z
  .object({
    NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
    /** Port of the web server. */
    PORT: z.preprocess(blank, z.coerce.number().int().min(0).max(65535).default(3000)),
    /** Where it listens; the embedded default on this machine only, anything else on all addresses. */
    HOST: z.preprocess(blank, z.string().optional()),
    /** The address that people type; mails, certificates and the origin check use it. */
    PUBLIC_URL: z.preprocess(blank, z.url({ protocol: /^https?$/ }).optional()),
    DATABASE_URL: z.preprocess(blank, z.url({ protocol: /^postgres(ql)?$/ })),
    DATABASE_POOL: z.preprocess(blank, z.coerce.number().int().min(2).max(200).default(10)),
    /** "plain" for a pooler that hands a connection to others between two statements and keeps no prepared ones. */
    DATABASE_STATEMENTS: z.preprocess(blank, z.enum(["named", "plain"]).default("named")),
    /** Megabytes that may live in the heap of the web process and of the worker; what `npm start` chooses by the machine. */
    WEB_HEAP: heapSize,
    WORKER_HEAP: heapSize,
    /** When set: BullMQ and socket.io use Redis instead of PostgreSQL. */
    REDIS_URL: z.preprocess(blank, z.url({ protocol: /^rediss?$/ }).optional()),
    /** When set: mail goes there; otherwise it is kept in DATA_DIR/mail. */
    SMTP_URL: z.preprocess(blank, z.url({ protocol: /^smtps?$/ }).optional()),
    MAIL_FROM: z.preprocess(blank, z.string().default("Crossroads <crossroads@localhost>")),
    /** Where uploads and (embedded default) mail and database live. */
    DATA_DIR: z.preprocess(blank, z.string().default(".data")).transform((dir) => path.resolve(dir)),
    /** When set: files are kept in this bucket of an S3-compatible store; otherwise in DATA_DIR/uploads. */
    S3_BUCKET: z.preprocess(blank, z.string().min(3).max(63).optional()),
    /** Address of a store that is not Amazon's. */
    S3_ENDPOINT: z.preprocess(blank, z.url({ protocol: /^https?$/ }).optional()),
    S3_REGION: z.preprocess(blank, z.string().default("us-east-1")),
    /** Without them, what the machine itself is allowed decides (role, profile). */
    S3_ACCESS_KEY_ID: z.preprocess(blank, z.string().optional()),
    S3_SECRET_ACCESS_KEY: z.preprocess(blank, z.string().optional()),
    /** "1" in the embedded default: this process group owns its database. Set by `npm start`, not by hand. */
    EMBEDDED: flag,
    /** "1" writes demo accounts and demo content also outside the embedded default. */
    SEED_DEMO: flag,
    /** Signs fingerprints and links; at least 32 characters. The embedded default makes and keeps its own. */
    APP_SECRET: z.string().min(32),
    /** "0" makes each page of a guest anew, for a measurement or while looking for a fault. */
    GUEST_CACHE: z.preprocess((value) => blank(value) ?? "1", flag),
    LOG_LEVEL: z.preprocess(blank, z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info")),
    /** How many proxies stand in front (for the client's address). */
    TRUST_PROXY: z.preprocess(blank, z.coerce.number().int().min(0).max(10).default(0)),
    /** Bearer token that /metrics asks for, except of a program of this machine that asks directly. */
    METRICS_TOKEN: z.preprocess(blank, z.string().min(16).optional()),
  })
  .transform((env) => ({
    ...env,
    HOST: env.HOST ?? (env.EMBEDDED ? "127.0.0.1" : "0.0.0.0"),
    PUBLIC_URL: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ""),
  }));

export type Env = z.infer<typeof schema>;

/** Reads and checks the given variables. Throws one Error that names each wrong variable and why it is wrong. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The configuration is wrong:\n${lines.join("\n")}`);
}

/** The checked environment of this process; the only place that reads `process.env`. */
export function env(): Env {
  return singleton("env", () => parseEnv(process.env));
}
