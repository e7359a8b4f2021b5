import { AsyncLocalStorage } from "node:async_hooks";
import pino, { type Logger } from "pino";
import { env } from "#app/infra/env.server.ts";
import { withSourceLines } from "#app/infra/source-lines.server.ts";
import { singleton } from "#app/lib/singleton.ts";

type Context = { requestId: string };

const context = () => singleton("log-context", () => new AsyncLocalStorage<Context>());

/** Runs `work` so that everything it logs carries `requestId`. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return context().run({ requestId }, work);
}

/** The structured log of this process (JSON lines on standard output). Secrets never go in. */
export function logger(): Logger {
  return singleton("logger", () =>
    pino({
      level: env().LOG_LEVEL,
      base: { pid: process.pid },
      serializers: { err: describeError },
      mixin: () => context().getStore() ?? {},
      redact: { paths: ["*.password", "*.token", "headers.cookie", "headers.authorization"], censor: "[kept out]" },
    }),
  );
}

function describeError(error: Error): unknown {
  const described = pino.stdSerializers.err(error);
  // Whatever was thrown may be no error at all.
  if (typeof described?.stack === "string") described.stack = withSourceLines(described.stack);
  return described;
}
