import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";

/** Every address of the built site, and what can be done there: read, where it has a loader or a page; written, where it has an action. */
export async function listRoutes(): Promise<{ path: string; reads: boolean; writes: boolean }[]> {
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  return Object.values(build.routes).flatMap((route) => {
    if (!route || route.id === "root") return [];
    const { loader, action, default: Page } = route.module;
    const reads = loader !== undefined || Page !== undefined;
    return [{ path: route.index ? "/" : (route.path ?? ""), reads, writes: action !== undefined }];
  });
}
