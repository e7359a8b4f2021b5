import type { EntryContext, ServerBuild } from "@remix-run/node";
import { isWrittenFor } from "#app/infra/written-for.server.ts";

// What is known of Remix's build and of what it hands to a page, without being promised. With other versions the router
// knows all routes of the site for every page: the same pages, only slower.
export const remixVersions = { "@remix-run/server-runtime": "2.17.5", "@remix-run/react": "2.17.5" };

type Routes = ServerBuild["routes"];

/**
 * Makes smaller builds of one, each with only the routes that an address with a certain first part can mean, and hands
 * out what `make` makes of them. The router sorts and compiles all the routes it knows for every request, which was a
 * tenth of the time of a page. An address whose first part is no route's gets the whole build, and with an unknown version
 * of Remix every address does.
 */
export function createSections<T>(build: ServerBuild, make: (build: ServerBuild) => T): (pathname: string) => T {
  const whole = make(build);
  if (!isWrittenFor(remixVersions)) return () => whole;
  const names = new Set(Object.keys(build.routes).map((id) => firstPart(pathOf(build.routes, id))));
  const sections = new Map(
    [...names].filter(isWrittenOut).map((name) => [name, make({ ...build, routes: routesOf(build.routes, name) })]),
  );
  return (pathname) =>
    pathname.startsWith("//") ? whole : (sections.get(firstPart(pathname.slice(1)).toLowerCase()) ?? whole);
}

/**
 * What a page is rendered with: React wants to know all routes only for the browser's sake, so it gets those of the page.
 */
export function withRoutesOfPage(remix: EntryContext): EntryContext {
  if (!isWrittenFor(remixVersions)) return remix;
  const ids = remix.staticHandlerContext.matches.map(({ route }) => route.id);
  const routes = Object.fromEntries(Object.entries(remix.manifest.routes).filter(([id]) => ids.includes(id)));
  return { ...remix, manifest: { ...remix.manifest, routes } };
}

/** The routes that `name` begins, and those that begin with nothing, a variable or everything. */
function routesOf(routes: Routes, name: string): Routes {
  const isWanted = (id: string) => {
    const part = firstPart(pathOf(routes, id));
    return part === "" || part === name || !isWrittenOut(part);
  };
  return Object.fromEntries(Object.entries(routes).filter(([id]) => isWanted(id)));
}

/** A route's path with those of the routes around it. */
function pathOf(routes: Routes, id: string): string {
  const route = routes[id]!;
  const outer = route.parentId ? pathOf(routes, route.parentId) : "";
  return [outer, route.path ?? ""].filter(Boolean).join("/");
}

function firstPart(path: string): string {
  return path.split("/", 1)[0]!;
}

/** Not `:variable`, `*` or `optional?`. Nothing at all is the home page. */
function isWrittenOut(part: string): boolean {
  return /^[a-z0-9-]*$/.test(part);
}
