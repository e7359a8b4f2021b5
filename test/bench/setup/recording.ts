import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { pool } from "#app/infra/db.server.ts";
import { provideSingleton } from "#app/lib/singleton.ts";
import { createApp } from "#server/http/app.ts";

type Statement = { name?: string; text: string; values: unknown[] };

/**
 * A statement that has a name is parsed and planned once for each connection, one without each time it runs. The recorded
 * ones lose their names, so that the baseline stays what it was before the product named any; BENCH_NAMED=1 keeps them.
 */
const keepsNames = process.env.BENCH_NAMED === "1";

/** The statements of one page: each group ran at once, one group after the other. */
export type Groups = Statement[][];

export type Recorder = { record(address: string, headers: Record<string, string>): Promise<Groups>; close(): void };

/**
 * Runs the built site in this process, without the guests' cache, and tells which SQL statements a page runs, with their
 * values. A page is asked for once before, so that what is read only once per process is left out. Call it before this process has opened its first database connection: it listens to the connections as they open.
 */
export async function createRecorder(): Promise<Recorder> {
  process.env.GUEST_CACHE = "0";
  const { open, take } = listenToPool();
  provideSingleton("assets", JSON.parse(readFileSync(path.resolve("build/assets.json"), "utf8")));
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  const server = createServer(createApp({ build }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = async (address: string, headers: Record<string, string>) => {
    const answer = await fetch(origin + address, { headers, redirect: "manual" });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}: this bench wants its page.`);
  };
  return {
    async record(address, headers) {
      await get(address, headers);
      open();
      await get(address, headers);
      return take();
    },
    close: () => void server.close(),
  };
}

function listenToPool() {
  const state = { groups: null as Groups | null, running: 0 };
  const begin = (config: unknown, values: unknown) => {
    if (!state.groups) return () => {};
    const { text, values: own, name } = typeof config === "string" ? { text: config } : (config as Partial<Statement>);
    if (!text || /^\s*(begin|commit|rollback|savepoint|release|set|deallocate)/i.test(text)) return () => {};
    const statement = { text, values: (own ?? values ?? []) as unknown[], ...(name && keepsNames && { name }) };
    if (state.running === 0) state.groups.push([statement]);
    else state.groups.at(-1)!.push(statement);
    state.running += 1;
    return () => void (state.running -= 1);
  };
  pool().on("connect", (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    (client as unknown as { query: unknown }).query = (...args: unknown[]) => {
      const end = begin(args[0], args[1]);
      const answer = args.at(-1);
      if (typeof answer === "function") {
        const told = (...results: unknown[]) => (end(), (answer as (...results: unknown[]) => void)(...results));
        return query(...args.slice(0, -1), told);
      }
      const running = query(...args);
      void Promise.resolve(running).then(end, end);
      return running;
    };
  });
  return {
    open: () => void (state.groups = []),
    take(): Groups {
      const taken = state.groups ?? [];
      state.groups = null;
      return taken;
    },
  };
}
