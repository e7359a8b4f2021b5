import { AppError, isAppError } from "#app/infra/app-error.ts";
import { logger } from "#app/infra/logger.server.ts";

/**
 * Why something failed that may work in a moment: `conflict` (two transactions stood in each other's way and this one was
 * undone), `crowded` (no connection, or no answer, within the time that one may wait), `away` (no database at the other end).
 */
export type Passing = "conflict" | "crowded" | "away";

/** PostgreSQL's own codes (appendix A of its manual), Prisma's, and those of the operating system. */
const codes: Record<string, Passing> = {
  "40001": "conflict",
  "40P01": "conflict",
  P2034: "conflict",
  "55P03": "crowded",
  "57014": "crowded",
  "53300": "crowded",
  "53200": "crowded",
  P2024: "crowded",
  P2028: "crowded",
  P2037: "crowded",
  P1008: "crowded",
  "57P01": "away",
  "57P02": "away",
  "57P03": "away",
  "25006": "away",
  P1001: "away",
  P1002: "away",
  P1017: "away",
  ECONNREFUSED: "away",
  ECONNRESET: "away",
  EPIPE: "away",
  ENOTFOUND: "away",
  EAI_AGAIN: "away",
  EHOSTUNREACH: "away",
  EHOSTDOWN: "away",
  ENETUNREACH: "away",
  ENETDOWN: "away",
  ECONNABORTED: "away",
  ETIMEDOUT: "away",
};

/** How Prisma's adapter names what it gives no code for. */
const kinds: Record<string, Passing> = {
  DatabaseNotReachable: "away",
  ConnectionClosed: "away",
  SocketTimeout: "away",
  TooManyConnections: "crowded",
  TransactionWriteConflict: "conflict",
};

/** What the driver says without a code. */
const sentences: [RegExp, Passing][] = [
  [/^timeout (exceeded when trying to connect|expired)$/, "crowded"],
  [/^Query read timeout$/, "crowded"],
  [/^Connection terminated|^Connection ended/i, "away"],
  [/^Client (has encountered a connection error|was closed) and is not queryable/, "away"],
  [/^Cannot use a pool after calling end/, "away"],
];

/** Seconds after which it is worth trying again. */
const pauses: Record<Passing, number> = { conflict: 1, crowded: 5, away: 15 };

/** Why `error` will pass by itself; null when it will not. Looks through what the libraries have wrapped it in. */
export function passingKind(error: unknown, depth = 0): Passing | null {
  if (typeof error !== "object" || error === null || depth > 5) return null;
  const { code, originalCode, kind: named, message, cause, meta, errors } = error as Wrapped;
  for (const known of [originalCode, code]) if (known && Object.hasOwn(codes, known)) return codes[known]!;
  if (named && Object.hasOwn(kinds, named)) return kinds[named]!;
  // A code of the database beginning with 08 is a broken connection.
  if (/^08\w{3}$/.test(originalCode ?? code ?? "")) return "away";
  const said = sentences.find(([words]) => words.test(message ?? ""));
  if (said) return said[1];
  const inner = [cause, meta?.driverAdapterError, ...(errors ?? [])];
  for (const one of inner) {
    const kind = passingKind(one, depth + 1);
    if (kind) return kind;
  }
  return null;
}

type Wrapped = {
  code?: string;
  originalCode?: string;
  kind?: string;
  message?: string;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
  errors?: unknown[];
};

/**
 * What every entrance (form, page, file, socket message) answers for `error`: an AppError as it is, and 503 "error.busy" or
 * "error.database_away", with `seconds` to wait, for what passes by itself. Null for a fault of ours, which stays loud.
 */
export function expectedFailure(error: unknown): AppError | null {
  if (isAppError(error)) return error;
  const kind = passingKind(error);
  if (!kind) return null;
  logger().warn({ err: error, kind }, "answered with 503: this passes by itself");
  return unavailable(kind);
}

/** 503 with the seconds after which it is worth trying again. */
export function unavailable(kind: Passing): AppError {
  const code = kind === "away" ? "error.database_away" : "error.busy";
  return new AppError(code, 503, { values: { seconds: pauses[kind] } });
}
