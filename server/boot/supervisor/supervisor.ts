import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Child, type Program, runToEnd, superviseChild } from "#server/boot/programs/children.ts";
import { type EmbeddedDatabase, openEmbeddedDatabase, resetDatabase } from "#server/boot/database/embedded-database.ts";
import type { Environment } from "./environment.ts";
import { rotateWhenLarge, throttle } from "#server/boot/programs/logs.ts";
import { pause } from "#server/boot/system/processes.ts";
import type { Programs } from "#server/boot/programs/programs.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { requireSameFiles } from "#prisma/site-files.ts";
import { isSchemaCurrent, readSiteState } from "#prisma/site-state.ts";
import { PlainError, say, step } from "#server/boot/prepare/terminal.mjs";
import { waitForDatabase } from "#server/boot/database/wait-for-database.ts";

/** Everything that one start has running, and its end. */
export class Supervisor {
  isEnding = false;
  private database: Promise<EmbeddedDatabase> | null = null;
  private children: Child[] = [];
  private readonly aborting = new AbortController();
  private readonly show = throttle((line) => say(`  ${line}`));

  constructor(
    private readonly environment: Environment,
    private readonly programs: Programs,
  ) {}

  /** Starts our own database, or waits for the given one. */
  async openDatabase(): Promise<void> {
    const { env, variables } = this.environment;
    if (!env.EMBEDDED) return waitForDatabase(env.DATABASE_URL, this.show, this.aborting.signal);
    rotateWhenLarge(path.join(this.logs, "database.log"));
    this.database = openEmbeddedDatabase(env.DATA_DIR, this.show);
    const { url, pidFile } = await step("Starting the database", () => this.database!);
    variables.DATABASE_URL = url;
    variables.CROSSROADS_POSTMASTER = pidFile;
    // A first start that was cut off while it wrote its first content: nobody has used it, so it begins again.
    if (existsSync(this.fillingMark)) await resetDatabase(env.DATA_DIR);
  }

  /** Brings the schema up to date. Throws when this node's files are not those of the site. */
  async migrate(): Promise<void> {
    const { env, variables } = this.environment;
    if (!(await isSchemaCurrent(variables.DATABASE_URL!, { queue: !env.REDIS_URL }))) {
      await step("Updating the schema", () => this.run(this.programs.migrate));
    }
    await requireSameFiles(variables.DATABASE_URL!, env);
  }

  /** Writes the first content where there is none. Returns where the first administrator is made, when nobody is one. */
  async fill(): Promise<string | null> {
    const { env, variables } = this.environment;
    const { isSeeded, hasAdministrator } = await readSiteState(variables.DATABASE_URL!);
    if (isSeeded && hasAdministrator) return null;
    if (env.EMBEDDED && !isSeeded) writeFileSync(this.fillingMark, "");
    const title = isSeeded ? "Looking for an administrator" : "Writing the first content";
    const sent = await step(title, () => this.run(this.programs.seed));
    rmSync(this.fillingMark, { force: true });
    return (sent as { firstAdministratorLink: string | null } | undefined)?.firstAdministratorLink ?? null;
  }

  /** Starts web and worker. */
  startChildren(): void {
    const { web, worker } = this.programs;
    this.children = [web, worker].map((program) => superviseChild(program, this.around));
  }

  /** Starts web and worker anew: their code has changed. */
  async restartChildren(): Promise<void> {
    await Promise.all(this.children.map((child) => child.restart()));
  }

  /** Resolves when the web server says that it is ready. Throws when its process cannot even start. */
  async untilReady(): Promise<void> {
    const { HOST, PORT } = this.environment.env;
    const host = ["0.0.0.0", "::"].includes(HOST) ? "127.0.0.1" : HOST.includes(":") ? `[${HOST}]` : HOST;
    await step("Starting web and worker", async () => {
      for (let tries = 0; !this.isEnding; tries++) {
        const answer = await fetch(`http://${host}:${PORT}/health/ready`).catch(() => null);
        if (answer?.ok) return;
        if (this.children.some((child) => child.deaths() >= 4)) {
          throw new PlainError(`Web or worker cannot start; ${this.logs} says why.`);
        }
        if (tries > 0 && tries % 300 === 0) this.show(`Not ready yet: ${answer ? await answer.text() : "no answer"}`);
        await pause(50);
      }
    });
  }

  /** From now on Ctrl-C and its relatives end everything in order; a second one, a second later, ends it at once. */
  endOnSignals(): void {
    let first = 0;
    const onSignal = () => {
      const now = Date.now();
      // npm passes on what the terminal has already sent to all of us.
      if (first && now - first < 1000) return;
      if (first) process.exit(1);
      first = now;
      say("\n  Ending: web and worker finish what they do, then the database stops.");
      void this.end().then(() => process.exit(0));
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
    process.on("uncaughtException", (error) => {
      process.stderr.write(`${error.stack}\n`);
      void this.end().then(() => process.exit(1));
    });
  }

  /** Ends web and worker, then the database. Resolves when nothing of it runs any more. */
  async end(): Promise<void> {
    this.isEnding = true;
    this.aborting.abort(new Error("ending"));
    await Promise.all(this.children.map((child) => child.stop()));
    await this.running?.catch(() => undefined);
    await (await this.database?.catch(() => null))?.stop();
  }

  private running: Promise<unknown> | null = null;

  private run(program: Program): Promise<unknown> {
    this.running = runToEnd(program, [], this.around, this.aborting.signal);
    return this.running;
  }

  private get logs(): string {
    return path.join(this.environment.env.DATA_DIR, "logs");
  }

  private get fillingMark(): string {
    return path.join(this.environment.env.DATA_DIR, "filling");
  }

  private get around() {
    return { root: projectRoot(), variables: this.environment.variables, logs: this.logs, show: this.show };
  }
}
