import path from "node:path";
import { pathToFileURL } from "node:url";
import type { HeapLimits } from "#server/boot/system/heap-limits.ts";
import type { Program } from "./children.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";

/** The processes that the supervisor runs: two that stay, two that do their work and end. */
export type Programs = { web: Program; worker: Program; migrate: Program; seed: Program };

/** Each program as the build made it, web and worker with the heaps (MB) that `heapLimits` gives them. */
export function builtPrograms(heaps: HeapLimits): Programs {
  const built = (name: string) => path.join(projectRoot(), "build", "server", `${name}.js`);
  const all = programs(built, [], pathToFileURL(built("last-one-out")).href);
  const limited = (program: Program, heap: number) => ({
    ...program,
    flags: [...program.flags, ...collectEarly, `--max-old-space-size=${heap}`],
  });
  // Whatever goes wrong in those that end is told once, to somebody who waits.
  const traced = (program: Program) => ({ ...program, flags: ["--enable-source-maps"] });
  return {
    web: limited(all.web, heaps.web),
    worker: limited(all.worker, heaps.worker),
    migrate: traced(all.migrate),
    seed: traced(all.seed),
  };
}

/**
 * V8 collects old garbage when the heap has grown by a third, where it would wait for up to four times what lives on a machine
 * with much memory. Objects that live as long as a request or a job waits for the database are old garbage then: of a
 * worker's 320 MB 80 lived.
 */
const collectEarly = ["--heap-growing-percent=30"];

/** Each program from its source, for development. */
export function sourcePrograms(): Programs {
  const sources: Record<string, string> = { web: "server/boot/programs/dev-web.ts", worker: "jobs/index.ts" };
  const source = (name: string) => path.join(projectRoot(), sources[name] ?? `server/boot/programs/${name}-main.ts`);
  const preload = pathToFileURL(path.join(projectRoot(), "server/boot/programs/last-one-out.ts")).href;
  return programs(source, ["--import", "tsx"], preload);
}

function programs(fileOf: (name: string) => string, flags: string[], preload: string): Programs {
  const stays = (name: string) => ({ name, file: fileOf(name), flags: [...flags, "--import", preload] });
  const ends = (name: string) => ({ name, file: fileOf(name), flags });
  return { web: stays("web"), worker: stays("worker"), migrate: ends("migrate"), seed: ends("seed") };
}
