import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { followed, takesListener, type Word } from "#app/infra/memory/supervised.server.ts";
import { openLog, readableLine } from "./logs.ts";

export type Program = {
  name: string;
  /** The script. */
  file: string;
  /** Flags of Node in front of it. */
  flags: string[];
};

type Surroundings = { root: string; variables: NodeJS.ProcessEnv; logs: string; show: (line: string) => void };

export type Child = {
  stop: () => Promise<void>;
  /** Ends it in order and starts it again. */
  restart: () => Promise<void>;
  /** How often it had to be started again because it had died. */
  deaths: () => number;
};

/** A socket that listens, held open while a process ends and the next one begins. */
type Listener = { close(): void };

const longestPause = 30_000;
// Longer than the processes themselves give their last requests and jobs (20 and 25 s).
const patience = 28_000;

/**
 * Runs a program and starts it again whenever it ends, at once at first and then ever more slowly. One whose memory is nearly
 * full gets a successor: it ends when that one is ready. Each stands in a process group of its own, so that a Ctrl-C
 * reaches the supervisor alone, which ends everything in order.
 */
export function superviseChild(program: Program, around: Surroundings): Child {
  const { name } = program;
  const log = openLog(path.join(around.logs, `${name}.log`));
  // The newest, and those that it takes over from.
  let newest: ChildProcess | null = null;
  const running = new Set<ChildProcess>();
  let listener: Listener | null = null;
  // How many stops and restarts are under way: then an end is no death.
  let asked = 0;
  let deaths = 0;
  let wait = 500;
  let timer: NodeJS.Timeout | undefined;

  const hear = (child: ChildProcess, word: Word, handle: Listener | undefined) => {
    if (word.is === "ready") {
      if (handle && !listener && asked === 0) listener = handle;
      else handle?.close();
      for (const other of running) if (other !== child) tellFollowed(other);
    } else if (child === newest && asked === 0) {
      around.show(`The ${name} process has nearly filled its memory; another one takes over (log: ${name}.log).`);
      start();
    }
  };

  const start = () => {
    const started = Date.now();
    const args = listener ? [takesListener] : [];
    const child = fork(program.file, args, { ...forkOptions(program, around), detached: true });
    newest = child;
    running.add(child);
    if (listener) child.send({}, listener as never, undefined, () => {});
    follow(child, name, log.write, around.show);
    child.on("message", (word, handle) => hear(child, word as Word, handle as unknown as Listener | undefined));
    child.once("exit", (code, signal) => {
      running.delete(child);
      if (asked > 0 || child !== newest) return;
      // A good minute wipes out earlier trouble.
      if (Date.now() - started > 60_000) wait = 500;
      const why = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      around.show(`The ${name} process ${why}; it starts again in ${wait / 1000} s (log: ${name}.log).`);
      deaths += 1;
      timer = setTimeout(start, wait);
      wait = Math.min(wait * 2, longestPause);
    });
  };
  start();

  const stop = async () => {
    asked += 1;
    clearTimeout(timer);
    // Nobody would answer any more.
    listener?.close();
    listener = null;
    await Promise.all([...running].map(endChild));
  };
  const restart = async () => {
    await stop();
    asked -= 1;
    if (asked === 0 && running.size === 0) start();
  };
  return { stop, restart, deaths: () => deaths };
}

/**
 * Runs a program to its end and resolves with what it sent; rejects with what it said when it failed. `signal` ends it.
 */
export function runToEnd(
  program: Program,
  args: string[],
  around: Surroundings,
  signal: AbortSignal,
): Promise<unknown> {
  const log = openLog(path.join(around.logs, `${program.name}.log`));
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const child = fork(program.file, args, { ...forkOptions(program, around), detached: true });
    const said: string[] = [];
    const keep = (line: string) => said.push(line);
    let sent: unknown;
    follow(child, program.name, log.write, keep);
    child.on("message", (message) => (sent = message));
    const abort = () => void endChild(child);
    signal.addEventListener("abort", abort);
    child.once("close", (code) => {
      signal.removeEventListener("abort", abort);
      if (code === 0) resolve(sent);
      else reject(new Error(`${program.name} failed:\n${said.slice(-20).join("\n")}`));
    });
  });
}

function forkOptions({ flags }: Program, { root, variables }: Surroundings) {
  const stdio: ("ignore" | "pipe" | "ipc")[] = ["ignore", "pipe", "pipe", "ipc"];
  return { cwd: root, env: variables, execArgv: flags, stdio };
}

function follow(child: ChildProcess, name: string, write: (text: string) => void, show: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      write(`${line}\n`);
      const readable = readableLine(name, line);
      if (readable) show(readable);
    });
  }
}

/** Asks it to end, knowing that nobody waits for what it did; one that cannot be told is asked as any other. */
function tellFollowed(child: ChildProcess): void {
  child.send(followed, (error) => void (error && child.kill("SIGTERM")));
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), patience);
  await gone;
  clearTimeout(timer);
}
