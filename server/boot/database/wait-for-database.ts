import pg from "pg";
import { pause } from "#server/boot/system/processes.ts";
import { PlainError } from "#server/boot/prepare/terminal.mjs";

/** Failures that pass by themselves: nobody listens, no such host yet, starting up or shutting down, too many clients. */
const passing = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "ECONNRESET", "EHOSTUNREACH", "57P03", "53300"];

/**
 * Waits until the database of DATABASE_URL answers, and says what it waits for. Throws when waiting cannot help: a wrong
 * password, no such database, no right to connect.
 */
export async function waitForDatabase(url: string, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const { host, pathname } = new URL(url);
  let said = "";
  while (!signal.aborted) {
    const failure = await tryToConnect(url);
    if (!failure) {
      if (said) say("The database answers.");
      return;
    }
    const reason = failure.code ?? failure.message;
    if (!passing.includes(failure.code ?? "") && !/timeout|terminated/i.test(failure.message)) {
      throw new PlainError(`DATABASE_URL: ${host} refuses the database ${pathname.slice(1)}: ${failure.message}`);
    }
    if (said !== reason) say(`Waiting for the database at ${host} (${reason}); trying again every 2 s.`);
    said = reason;
    await pause(2000);
  }
}

async function tryToConnect(url: string): Promise<{ code?: string; message: string } | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return null;
  } catch (error) {
    // A host with two addresses fails with both reasons in one.
    const first = (error as AggregateError).errors?.[0] ?? error;
    return { code: first.code, message: first.message };
  } finally {
    await client.end().catch(() => undefined);
  }
}
