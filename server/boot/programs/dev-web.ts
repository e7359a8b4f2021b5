import { mkdirSync, watch } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { context } from "esbuild";
import type { RequestHandler } from "express";
import sirv from "sirv";
import { createServer as createVite } from "vite";
import { closeDb } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { closeQueue } from "#app/infra/queue.server.ts";
import { provideSingleton } from "#app/lib/singleton.ts";
import { assetsOf, clientOptions } from "./bundles.ts";
import { createApp } from "#server/http/app.ts";
import { whenAskedToEnd } from "#app/infra/ending.server.ts";
import { attachSockets } from "#server/sockets/index.ts";

// The web process of `npm run dev`: server/index.ts with Vite in place of the built pages, islands and styles bundled
// whenever they change.
const folder = path.resolve("build", "dev");
mkdirSync(path.resolve("build", "client"), { recursive: true });
mkdirSync(folder, { recursive: true });

const bundles = await context({
  ...(await clientOptions()),
  outdir: path.join(folder, "assets"),
  entryNames: "[dir]/[name]",
  minify: false,
  sourcemap: true,
});
const { metafile } = await bundles.rebuild();
provideSingleton("assets", assetsOf(metafile!, "build/dev"));
// Not esbuild's own watch mode: its service neither ends nor keeps quiet when the process around it goes.
let timer: NodeJS.Timeout | undefined;
for (const source of ["app/islands", "app/ui/styles"]) {
  watch(source, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => bundles.rebuild().catch(() => undefined), 50);
  });
}

const vite = await createVite({ server: { middlewareMode: true } });
const files = sirv(folder, { dev: true }) as RequestHandler;
const development: RequestHandler = (request, response, next) =>
  files(request, response, () => vite.middlewares(request, response, next));
const build = async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;

const server = createServer(createApp({ build, development }));
const sockets = await attachSockets(server);
server.listen(env().PORT, env().HOST);

whenAskedToEnd(async () => {
  setTimeout(() => process.exit(1), 5_000).unref();
  await Promise.all([sockets.close(), vite.close(), bundles.dispose()]);
  server.closeAllConnections();
  await closeQueue();
  await closeDb();
  process.exit(0);
});
