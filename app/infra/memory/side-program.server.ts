import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { logger } from "#app/infra/logger.server.ts";
import { unavailable } from "#app/infra/passing-failure.server.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";

/** What a side program answers: what it made, or why it could not. */
export type SideProgramAnswer = { made: unknown } | { failed: string };

export type SideProgramSettings = {
  /** The program: the build makes `build/server/<name>.js` of `source`, which stands below the project's root. */
  name: string;
  source: string;
  /** Milliseconds without a question after which it ends. */
  idle?: number;
  /** Milliseconds after which an answer no longer comes: it is killed. */
  patience?: number;
  /** Megabytes that may live in its heap of JavaScript. */
  heap?: number;
};

/**
 * A program for work that takes much memory or long stretches of a processor, and is seldom wanted. It starts with the first
 * question and ends when nobody has asked for a while: only with a process does its memory go back to the system. At most one
 * runs, and it is asked one thing at a time, in order. It ends by itself with the process that asks, however that one ends.
 */
export class SideProgram {
  readonly #settings: Required<SideProgramSettings>;
  #child: ChildProcess | null = null;
  /** Until the last question has its answer, and until a child that was let go is gone. */
  #last: Promise<unknown> = Promise.resolve();
  #gone: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor({ idle = 10_000, patience = 60_000, heap = 96, ...program }: SideProgramSettings) {
    this.#settings = { idle, patience, heap, ...program };
  }

  /** The process that works now; null while there is none. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /**
   * What the program makes of `question` (structured clone). Throws what it says is wrong. When it dies or does not answer in
   * time it is started and asked once more; after the second time this is 503 "error.busy".
   */
  ask(question: unknown): Promise<unknown> {
    const answer = this.#last.then(() => this.#askTwice(question));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends it once everything that was asked is answered; the next question starts another. */
  async close(): Promise<void> {
    await this.#last;
    this.#letGo();
    await this.#gone;
  }

  async #askTwice(question: unknown): Promise<unknown> {
    clearTimeout(this.#timer);
    const { name, idle } = this.#settings;
    try {
      return await this.#askOnce(question).catch((error: unknown) => {
        if (!(error instanceof Died)) throw error;
        logger().warn({ err: error, name }, "a side program died over its work; another one is asked");
        return this.#askOnce(question);
      });
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      logger().error({ err: error, name }, "a side program died twice over the same work");
      throw unavailable("crowded");
    } finally {
      this.#timer = setTimeout(() => this.#letGo(), idle).unref();
    }
  }

  async #askOnce(question: unknown): Promise<unknown> {
    if (!this.#child) await this.#gone;
    const child = (this.#child ??= this.#start());
    // While it works it keeps this process alive, and only then.
    child.ref();
    child.channel?.ref();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => child.kill("SIGKILL"), this.#settings.patience);
      const settle = (act: () => void) => {
        clearTimeout(timer);
        child.off("message", hear).off("exit", notice).off("error", notice);
        child.unref();
        child.channel?.unref();
        act();
      };
      const hear = (answer: SideProgramAnswer) =>
        settle(() => ("made" in answer ? resolve(answer.made) : reject(new Error(answer.failed))));
      const notice = (why: unknown, signal?: unknown) => settle(() => reject(new Died(String(signal ?? why))));
      child.on("message", hear).on("exit", notice).on("error", notice);
      // Who cannot be asked is dead, or as good as that.
      child.send(question as object, (error) => error && child.kill("SIGKILL"));
    });
  }

  #start(): ChildProcess {
    const { name, source, heap } = this.#settings;
    const root = projectRoot();
    const build = path.join(root, "build");
    const isBuilt = import.meta.dirname.startsWith(build);
    const file = isBuilt ? path.join(build, "server", `${name}.js`) : path.join(root, source);
    const child = fork(file, {
      cwd: root,
      // Not this process's own flags: they preload what only web and worker need.
      execArgv: [...(isBuilt ? [] : ["--import", "tsx"]), `--max-old-space-size=${heap}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#gone = new Promise((resolve) => {
      const leave = () => {
        if (this.#child === child) this.#child = null;
        resolve();
      };
      child.once("exit", leave).once("error", leave);
    });
    return child;
  }

  #letGo(): void {
    const child = this.#child;
    this.#child = null;
    if (!child?.connected) return;
    child.disconnect();
    const timer = setTimeout(() => child.kill("SIGKILL"), 5000).unref();
    child.once("exit", () => clearTimeout(timer));
  }
}

class Died extends Error {
  constructor(how: string) {
    super(`The side program has ended (${how}).`);
    this.name = "Died";
  }
}
