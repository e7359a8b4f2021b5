import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Program } from "./children.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";

/** The processes that the supervisor runs: two that stay, two that do their work and end. */
export type Programs = { web: Program; worker: Program; migrate: Program; seed: Program };

/** Each program as the build made it. */
export function builtPrograms(): Programs {
  const built = (name: string) => path.join(projectRoot(), "build", "server", `${name}.js`);
  return programs(built, ["--enable-source-maps"], pathToFileURL(built("last-one-out")).href);
}

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
