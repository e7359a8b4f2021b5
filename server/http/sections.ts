import type { ServerBuild } from "@remix-run/node";

type Routes = ServerBuild["routes"];

/**
 * Makes smaller builds of one, each with only the routes that an address with a certain first part can mean, and hands
 * out what `make` makes of them. The router sorts and compiles all the routes it knows for every request, which was a
 * tenth of the time of a page. An address whose first part is no route's gets the whole build.
 */
export function createSections<T>(build: ServerBuild, make: (build: ServerBuild) => T): (pathname: string) => T {
  const whole = make(build);
  const names = new Set(Object.keys(build.routes).map((id) => firstPart(pathOf(build.routes, id))));
  const sections = new Map(
    [...names].filter(isWrittenOut).map((name) => [name, make({ ...build, routes: routesOf(build.routes, name) })]),
  );
  return (pathname) =>
    pathname.startsWith("//") ? whole : (sections.get(firstPart(pathname.slice(1)).toLowerCase()) ?? whole);
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
