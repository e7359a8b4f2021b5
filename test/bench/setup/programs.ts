import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { isGoneWithin, pause } from "#server/boot/system/processes.ts";
import { memoryOf } from "./memory-of.ts";

/** A server under measurement, in a process of its own. */
export type Program = {
  port: number;
  pid: number;
  /** Seconds of processor time so far, in steps of 10 ms; NaN where /proc does not tell. */
  cpuSeconds(): number;
  /** Resident memory now, in MB; NaN where /proc does not tell. */
  memory(): number;
  /** Hands something over (structured clone) and waits until the program has taken it in. */
  tell(message: unknown): Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
};

/** `port` is null for a program that listens nowhere. */
type Start = {
  file: string;
  port: number | null;
  profile: string;
  variables: Record<string, string>;
  /** Flags of Node, of a program that the build made. */
  flags?: string[];
};

/**
 * Starts a program, and waits until it listens on `port`. With BENCH_PROFILE=<folder> it writes a processor
 * profile there when it ends (to open in a browser's developer tools); BENCH_NODE=<flags> gives it more flags of Node.
 */
export async function startProgram({ file, port, profile, variables, flags: own = [] }: Start): Promise<Program> {
  const { BENCH_PROFILE: folder, BENCH_NODE: given = "" } = process.env;
  const flags = folder
    ? [
        "--cpu-prof",
        `--cpu-prof-dir=${path.resolve(folder)}`,
        `--cpu-prof-name=${profile}-${port ?? Date.now()}.cpuprofile`,
      ]
    : [];
  const child = fork(file, {
    env: { PATH: process.env.PATH, ...variables } as unknown as NodeJS.ProcessEnv,
    execArgv: [...(file.endsWith(".ts") ? ["--import", "tsx"] : own), ...flags, ...given.split(" ").filter(Boolean)],
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const pid = child.pid!;
  const state = { stopping: false };
  child.once("exit", (code, signal) => {
    // Somewhere in an event: it ends the bench.
    if (!state.stopping) throw new Error(`${file} has ended by itself (${signal ?? code}).`);
  });
  while (port !== null && !(await answers(port))) await pause(50);
  return {
    port: port ?? 0,
    pid,
    cpuSeconds: () => cpuSecondsOf(pid),
    memory: () => memoryOf(pid).resident,
    tell: (message) => tell(child, message),
    async stop() {
      state.stopping = true;
      child.kill("SIGTERM");
      if (!(await isGoneWithin(pid, 10_000))) child.kill("SIGKILL");
    },
    async kill() {
      state.stopping = true;
      child.kill("SIGKILL");
      await isGoneWithin(pid, 10_000);
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

function tell(child: ChildProcess, message: unknown): Promise<void> {
  return new Promise((resolve) => {
    child.once("message", () => resolve());
    child.send(message as object);
  });
}

// Linux counts in hundredths of a second, whatever the kernel's own clock.
const ticksPerSecond = 100;

function cpuSecondsOf(pid: number): number {
  try {
    // The name of the program, in brackets, may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return Number.NaN;
  }
}
