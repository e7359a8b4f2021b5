import type { AppLoadContext, EntryContext, ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import type { Request as Incoming, RequestHandler, Response as Outgoing } from "express";
import type { ReadingEntry } from "#app/http/reading-entry.ts";
import { remixVersions } from "#app/http/remix-internals.server.ts";
import { isWrittenFor } from "#app/infra/written-for.server.ts";
import { contextOf } from "#server/http/context.ts";

type Framework = (build: ServerBuild) => RequestHandler;
type Module = ServerBuild["routes"][string]["module"];
type LoaderArgs = Parameters<NonNullable<Module["loader"]>>[0];
type RouteObject = Parameters<typeof matchRoutes>[0][number];
type Match = NonNullable<ReturnType<typeof matchRoutes>>[number];
/** What the components of a page are rendered with, apart from what one request brings. */
type Surroundings = Omit<EntryContext, "staticHandlerContext">;
/** What loaders have answered or thrown, by the id of their route. */
type Outcomes = Map<string, Promise<unknown>>;

/**
 * The short way to a page for reading: finds its route, runs its loaders, renders its components. All else is left to `framework`: what is
 * sent, addresses without a page, whatever loaders answer that is not plain data (they threw, lead elsewhere, set a status or headers), and
 * pages whose components fail. The framework then gets what the loaders have answered already, so none runs twice.
 * docs/decisions/reading-pages.md says what both owe each other.
 */
export function readingPages(build: ServerBuild, framework: Framework): RequestHandler {
  if (!isWrittenFor(remixVersions)) return framework(build);
  const outcomesOf = new WeakMap<AppLoadContext, Outcomes>();
  const byFramework = framework({ ...build, routes: replaying(build.routes, outcomesOf) });
  const find = finderOf(build);
  const surroundings = surroundingsOf(build);
  const { render, etagOf } = (build.entry.module as unknown as { reading: ReadingEntry }).reading;

  /** Whether it has answered. */
  const answer = async (request: Incoming, response: Outgoing): Promise<boolean> => {
    const url = addressOf(request);
    const matches = url && find(url.pathname);
    if (!matches) return false;
    const context = contextOf(response);
    const outcomes = runLoaders(build, matches, {
      request: webRequest(request, url),
      params: matches[0]!.params,
      context,
    });
    outcomesOf.set(context, outcomes);
    const loaderData = await plainData(outcomes);
    if (!loaderData) return false;
    if (response.closed) return true;
    const remix = { ...surroundings(matches), staticHandlerContext: staticContext(matches, url, loaderData) };
    const html = unlessItFails(() => render(url, remix, context));
    if (html === null) return false;
    // Turned into bytes once, for the tag, the compressing and the sending.
    const page = Buffer.from(html);
    send(request, response, page, etagOf(page));
    return true;
  };
  return (request, response, next) => {
    answer(request, response).then((isDone) => isDone || byFramework(request, response, next), next);
  };
}

/** Routes whose loaders hand over what has been answered for the same request before. */
function replaying(
  routes: ServerBuild["routes"],
  outcomesOf: WeakMap<AppLoadContext, Outcomes>,
): ServerBuild["routes"] {
  const replay = (id: string, { loader, ...module }: Module): Module => ({
    ...module,
    ...(loader && { loader: (args: LoaderArgs) => outcomesOf.get(args.context)?.get(id) ?? loader(args) }),
  });
  return Object.fromEntries(
    Object.entries(routes).map(([id, route]) => [id, { ...route, module: replay(id, route.module) }]),
  );
}

const frameworkParameters = ["_data", "_routes", "index"];

/** The address, if it may be one of a page for reading: the framework has parameters and endings of its own. */
function addressOf({ method, protocol, headers, originalUrl }: Incoming): URL | null {
  if (method !== "GET" || !originalUrl.startsWith("/")) return null;
  const url = new URL(`${protocol}://${headers.host}${originalUrl}`);
  const isFrameworks = url.pathname.endsWith(".data") || url.pathname.startsWith("/__manifest");
  const isAsked = url.search !== "" && frameworkParameters.some((name) => url.searchParams.has(name));
  return isFrameworks || isAsked ? null : url;
}

/** Finds the routes of a page for reading, from the outermost in. */
function finderOf(build: ServerBuild): (pathname: string) => Match[] | null {
  const { routes } = build;
  const childrenOf = (parentId: string | undefined): RouteObject[] =>
    Object.values(routes)
      .filter((route) => route.parentId === parentId)
      .map(({ id, path, index, caseSensitive }) =>
        index ? { id, path, index, caseSensitive } : { id, path, caseSensitive, children: childrenOf(id) },
      );
  const tree = childrenOf(undefined);
  return (pathname) => {
    const matches = matchRoutes(tree, pathname);
    const innermost = matches?.at(-1)?.route.id;
    return innermost && routes[innermost]!.module.default ? matches : null;
  };
}

/** The loaders see the query as the framework writes it. */
function webRequest({ headers }: Incoming, url: URL): Request {
  const seen = new URL(url);
  if (url.href.includes("?")) seen.searchParams.delete("index");
  const given = Object.entries(headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
  return new Request(seen, { headers: given as [string, string][] });
}

function runLoaders({ routes }: ServerBuild, matches: Match[], args: LoaderArgs): Outcomes {
  const outcomes: Outcomes = new Map();
  for (const { route } of matches) {
    const { loader } = routes[route.id!]!.module;
    if (loader)
      outcomes.set(
        route.id!,
        Promise.resolve().then(() => loader(args)),
      );
  }
  return outcomes;
}

/** What the loaders say, or null when one of them says something that only the framework understands. */
async function plainData(outcomes: Outcomes): Promise<Record<string, unknown> | null> {
  const data: Record<string, unknown> = {};
  for (const outcome of await Promise.allSettled([...outcomes].map(async ([id, told]) => [id, await told] as const))) {
    if (outcome.status === "rejected") return null;
    const [id, value] = outcome.value;
    if (!isPlain(value)) return null;
    data[id] = value;
  }
  return data;
}

/** Neither nothing at all, nor an answer, nor data with a status or headers, nor what comes later. */
function isPlain(value: unknown): boolean {
  if (value === undefined) return false;
  if (typeof value !== "object" || value === null) return true;
  const { type, resolveData } = value as { type?: unknown; resolveData?: unknown };
  return !(value instanceof Response) && type !== "DataWithResponseInit" && typeof resolveData !== "function";
}

/** Made once for each page; the components see no difference to what the framework makes. */
function surroundingsOf({ assets, routes, future, isSpaMode }: ServerBuild): (matches: Match[]) => Surroundings {
  const known = new Map<string, Surroundings>();
  const make = (ids: string[]) =>
    ({
      manifest: { ...assets, routes: Object.fromEntries(ids.map((id) => [id, assets.routes[id]!])) },
      routeModules: Object.fromEntries(ids.map((id) => [id, routes[id]!.module])),
      future,
      isSpaMode,
      serializeError: (error: Error) => error,
    }) as unknown as Surroundings;
  return (matches) => {
    const ids = matches.map(({ route }) => route.id!);
    const innermost = ids.at(-1)!;
    const made = known.get(innermost) ?? make(ids);
    known.set(innermost, made);
    return made;
  };
}

/** What the framework's router hands to a page whose loaders have all answered. */
function staticContext(
  matches: Match[],
  { pathname, search }: URL,
  loaderData: Record<string, unknown>,
): EntryContext["staticHandlerContext"] {
  const withoutLoader = Object.fromEntries(matches.map(({ route }) => [route.id!, null]));
  return {
    basename: "/",
    location: { pathname, search, hash: "", state: null, key: "default" },
    matches: matches as EntryContext["staticHandlerContext"]["matches"],
    loaderData: { ...withoutLoader, ...loaderData },
    actionData: null,
    errors: null,
    statusCode: 200,
    loaderHeaders: {},
    actionHeaders: {},
    activeDeferreds: null,
  };
}

/** What fails in a component fails once more in the framework, which logs it and shows the error page. */
function unlessItFails(render: () => string): string | null {
  try {
    return render();
  } catch {
    return null;
  }
}

function send(request: Incoming, response: Outgoing, page: Buffer, etag: string): void {
  response.set({ "Content-Type": "text/html; charset=utf-8", ETag: etag });
  if (request.headers["if-none-match"] === etag) return void response.status(304).end();
  response.status(200).end(page);
}
