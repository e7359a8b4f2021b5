import { spawn } from "node:child_process";
import { connect } from "node:net";
import { freePort, pause } from "#server/boot/system/processes.ts";
import { findProgram } from "./programs.mjs";

export type TestRedis = { url: string; stop: () => Promise<void> };

/** Logical databases of the run's Redis: every test file takes one of its own. */
export const redisDatabases = 512;

/** A Redis server for the run that keeps nothing, or null where redis-server is not installed. */
export async function startTestRedis(): Promise<TestRedis | null> {
  const program = findProgram("redis-server");
  if (!program) return null;
  const port = await freePort();
  const flags = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn(program, [...flags, "--databases", String(redisDatabases)], { stdio: "ignore" });
  const gone = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  server.unref();
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error("redis-server ended at once.");
    await pause(20);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill("SIGKILL");
      await gone;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
