import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express, { type Express, type RequestHandler, type Response } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { isForSearchEngines } from "#app/http/discovery/search-engines.ts";
import { isOwnOrigin } from "#app/http/origin.server.ts";
import { createSections } from "#app/http/remix-internals.server.ts";
import { env } from "#app/infra/env.server.ts";
import { provideSingleton } from "#app/lib/singleton.ts";
import { refuseBrokenAddress } from "#server/http/address.ts";
import { refuseBody } from "#server/http/body-limit.ts";
import { compress } from "#server/http/compress.ts";
import { addContext, contextOf, requestIds } from "#server/http/context.ts";
import { guestCache } from "#server/http/guest-cache/guest-cache.ts";
import { type Touched, touchedBy } from "#server/http/guest-cache/touched-pages.ts";
import { live, measure, metrics, ready } from "#server/http/health.ts";
import { satisfyFramework } from "#server/http/origin.ts";
import { lastResort } from "#server/http/last-resort.ts";
import { admission } from "#server/http/overload/admission.ts";
import { readingPages } from "#server/http/reading-pages.ts";
import { refusePage } from "#server/http/refusals.ts";
import { beforeHead } from "#server/http/response-hooks.ts";
import { discardRest } from "#server/http/rest-of-body.ts";
import { securityHeaders } from "#server/http/security.ts";
import { staticFiles } from "#server/http/static-files.ts";
import { suffixes } from "#server/http/suffixes.ts";
import { passOverGone, refuseUnknownMethod } from "#server/http/unanswerable.ts";

type AppOptions = {
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Serves modules while developing; the built site serves files instead. */
  development?: RequestHandler;
};

/** The web application: static files, then for every other request context, refusals, the guests' cache, Remix. */
export function createApp({ build, development }: AppOptions): Express {
  const { PUBLIC_URL, TRUST_PROXY, GUEST_CACHE } = env();
  const publicOrigin = new URL(PUBLIC_URL).origin;
  const cache = guestCache();
  const doors = admission();
  provideSingleton("admission", doors.state);
  provideSingleton("guest-pages", cache.answered);
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", TRUST_PROXY);
  app.set("query parser", "simple");

  app.get("/health/live", live);
  app.get("/health/ready", ready);
  app.use(requestIds, measure, discardRest);
  app.use(securityHeaders(publicOrigin));
  app.get("/metrics", metrics);
  app.use(staticFiles(path.resolve("build/client"), publicOrigin.startsWith("https:")));
  if (development) app.use(development);
  app.use(hideFromSearchEngines);
  app.use(compress);
  app.use(doors.members);
  app.use(addContext);
  app.use(refuseBrokenAddress);
  app.use(refuseUnknownMethod);
  app.use(refuseUnfit(cache.forget));
  if (GUEST_CACHE) app.use(cache.middleware);
  app.use(doors.everybody);
  app.use(suffixes);
  app.use(passOverGone, satisfyFramework);
  app.all("*", pages(build));
  app.use(lastResort);
  return app;
}

/** What is not for search engines says so to them, in a line that weighs on no page which is. */
const hideFromSearchEngines: RequestHandler = ({ path: asked }, response, next) => {
  if (!isForSearchEngines(asked)) response.setHeader("X-Robots-Tag", "noindex");
  next();
};

/** Remix: the routes' loaders, actions and pages. */
function pages(build: AppOptions["build"]): RequestHandler {
  const framework = (part: AppOptions["build"]) =>
    createRequestHandler({ build: part, getLoadContext: (_, response) => contextOf(response) });
  if (typeof build === "function") return framework(build);
  const handlerOf = createSections(build, (part) => readingPages(part, framework));
  // Remix reads `originalUrl`.
  return (request, response, next) => handlerOf(request.originalUrl.split("?", 1)[0]!)(request, response, next);
}

// One person's writes a minute: far above typing and autosaving, far below a script that runs wild.
const writesPerPerson = { points: 300, duration: 60 };

function refuseUnfit(forgetPages: (touched: Touched) => void): RequestHandler {
  const writes = new RateLimiterMemory(writesPerPerson);
  return (request, response, next) => {
    const bodyStatus = refuseBody(request);
    if (bodyStatus) {
      response.setHeader("Connection", "close");
      return refusePage(response, bodyStatus, "error.body");
    }
    if (request.method === "GET" || request.method === "HEAD") return next();
    // One-click unsubscribing is called by mail programs; its address carries the right to do it.
    const carriesRight = request.path.startsWith("/mail/unsubscribe/");
    if (!carriesRight && !isOwnOrigin(request.headers)) return refusePage(response, 403, "error.origin");
    onceAnswered(response, (isRefused) => isRefused || forgetPages(touchedBy(request.path)));
    const { actor } = contextOf(response);
    if (!actor) return next();
    writes.consume(actor.id).then(
      () => next(),
      () => refusePage(response, 429, "error.too_many_writes"),
    );
  };
}

/** Calls `done` before the answer leaves, so that whoever has it finds what was written; or when nobody waits for one. */
function onceAnswered(response: Response, done: (isRefused: boolean) => void) {
  let isDone = false;
  const finish = (status: number) => {
    if (isDone) return;
    isDone = true;
    done(status >= 400 && status < 500);
  };
  beforeHead(response, finish);
  response.once("close", () => finish(0));
}
