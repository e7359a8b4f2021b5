import { watch } from "node:fs";
import path from "node:path";
import { sourcePrograms } from "#server/boot/programs/programs.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { say } from "#server/boot/prepare/terminal.mjs";
import { main as startStandalone } from "./standalone.ts";

// Pages and components are reloaded inside the web process by Vite, islands and styles by esbuild. Everything else is
// held by web or worker, so these start again.
const isReloadedInside = /^app[\\/](routes|ui|islands)[\\/]|^app[\\/](root|entry)|\.test\.tsx?$/;

/** Starts the site from its sources, and web and worker anew whenever code of theirs changes. */
export async function main(): Promise<void> {
  const supervisor = await startStandalone({ programs: sourcePrograms(), isDevelopment: true });
  if (!supervisor) return;
  let timer: NodeJS.Timeout | undefined;
  for (const folder of ["app", "server", "jobs"]) {
    watch(path.join(projectRoot(), folder), { recursive: true }, (_, name) => {
      const file = path.join(folder, name ?? "");
      if (!/\.(tsx?|json)$/.test(file) || isReloadedInside.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        say(`  ${file} has changed: web and worker start again.`);
        void supervisor.restartChildren();
      }, 200);
    });
  }
}
