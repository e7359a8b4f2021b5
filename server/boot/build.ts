import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "esbuild";
import { wantedQueueVersion } from "#prisma/migrate.ts";
import { assetsOf, clientOptions, serverOptions, serverPrograms } from "#server/boot/programs/bundles.ts";
import { projectRoot } from "#app/infra/project-root.server.ts";

// Second half of the build: Remix's own (vite build) has emptied build/client and build/server, filled them with its
// pages and copied public/. Here come the processes, the islands, the stylesheets, and compressed twins of everything; the
// scripts that Remix makes for browsers go, because no page loads any (docs/decisions/html-first.md).
const client = path.join(projectRoot(), "build", "client");

const define = { QUEUE_SCHEMA_VERSION: String(await wantedQueueVersion()) };

await rm(path.join(client, "assets"), { recursive: true, force: true });
const [, { metafile }] = await Promise.all([
  build({ ...serverOptions, entryPoints: serverPrograms, define }),
  build(await clientOptions()),
]);
await writeFile(path.join(projectRoot(), "build", "assets.json"), JSON.stringify(assetsOf(metafile!), null, 2));
await compressAll();

/** Writes a brotli and a gzip twin beside every file that travels as text and shrinks. */
async function compressAll(): Promise<void> {
  const compressible = /\.(js|css|svg|html|json|ico|webmanifest|txt)$/;
  const files = await readdir(client, { recursive: true });
  await Promise.all(files.filter((file) => compressible.test(file)).map((file) => compress(path.join(client, file))));
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  const twins = {
    br: await promisify(brotliCompress)(content, { params }),
    gz: await promisify(gzip)(content, { level: 9 }),
  };
  for (const [ending, twin] of Object.entries(twins)) {
    if (twin.length < content.length) await writeFile(`${file}.${ending}`, twin);
  }
}
