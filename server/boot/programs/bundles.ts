import { readdir } from "node:fs/promises";
import path from "node:path";
import type { BuildOptions, Metafile, Plugin } from "esbuild";
import { projectRoot } from "#app/infra/project-root.server.ts";
import { sheetNames } from "#app/ui/islands/assets.ts";

const root = projectRoot();

/** The programs of build/server; `index.js` there is Remix's. */
export const serverPrograms = {
  standalone: "server/boot/standalone.ts",
  web: "server/boot/programs/web-main.ts",
  worker: "jobs/index.ts",
  migrate: "server/boot/programs/migrate-main.ts",
  seed: "server/boot/programs/seed-main.ts",
  typesetter: "app/modules/certificates/typesetting/typesetter-main.server.ts",
  "last-one-out": "server/boot/programs/last-one-out.ts",
};

/** How Node programs are bundled: one file each, packages stay outside. */
export const serverOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: true,
  outdir: "build/server",
  logLevel: "warning",
} satisfies BuildOptions;

/** How islands and the stylesheets are bundled. */
export async function clientOptions(): Promise<BuildOptions> {
  return {
    absWorkingDir: root,
    entryPoints: await clientEntries(),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    // Each island whole: what several share would be files of their own, and on a slow link a file costs more than its bytes.
    splitting: false,
    metafile: true,
    outdir: "build/client/assets",
    entryNames: "[dir]/[name]-[hash]",
    logLevel: "warning",
    plugins: [keepPublicAddresses],
  };
}

/** The addresses that pages name, from what esbuild has made in `folder`; `build/assets.json` keeps them. */
export function assetsOf(
  { outputs }: Metafile,
  folder = "build/client",
): { sheets: Record<string, { href: string }>; islands: Record<string, string> } {
  const islands: Record<string, string> = {};
  const sheets: Record<string, { href: string }> = {};
  for (const [file, { entryPoint }] of Object.entries(outputs)) {
    if (!entryPoint) continue;
    const address = file.slice(folder.length);
    if (entryPoint.endsWith(".css")) sheets[path.basename(entryPoint, ".css")] = { href: address };
    else islands[path.basename(entryPoint, ".ts")] = address;
  }
  return { sheets, islands };
}

/** A url(/…) in the stylesheet names a file of public/, which keeps its address. */
const keepPublicAddresses: Plugin = {
  name: "public-addresses",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\// }, (url) => (url.kind === "url-token" ? { path: url.path, external: true } : undefined)),
};

async function clientEntries() {
  const files = await readdir(path.join(root, "app", "islands"), { withFileTypes: true }).catch(() => []);
  const islands = files.filter((file) => file.isFile() && /(?<!\.test|\.d)\.ts$/.test(file.name));
  return [
    ...sheetNames.map((name) => ({ in: `app/ui/styles/${name}.css`, out: name })),
    ...islands.map(({ name }) => ({ in: `app/islands/${name}`, out: `islands/${path.basename(name, ".ts")}` })),
  ];
}
