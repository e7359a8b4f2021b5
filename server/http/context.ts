import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { findVisitor } from "#app/http/actor.server.ts";
import type { RequestContext } from "#app/http/context.ts";
import { readCookie, savedFormCookie, writeCookie } from "#app/http/cookies.ts";
import { negotiateLanguage } from "#app/i18n/negotiate.ts";
import { languageParameter } from "#app/i18n/language-parameter.ts";
import { isOffered } from "#app/i18n/offered-languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import { env } from "#app/infra/env.server.ts";
import { getSite } from "#app/infra/site-settings.server.ts";
import { withRequestId } from "#app/infra/logger.server.ts";
import { isVisit } from "#app/http/visit.ts";
import { refusalHtml } from "#server/http/refusals.ts";
import { isFromThisMachine } from "#server/http/local.ts";
import { heldSheets } from "#server/http/sheets.ts";
import { beforeHead, watchHead } from "#server/http/response-hooks.ts";

const year = 365 * 24 * 60 * 60;

/** Gives every request an id that its log lines, its error page and its answer carry. */
export const requestIds: RequestHandler = (request, response, next) => {
  const given = request.get("x-request-id");
  const id = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.locals.requestId = id;
  response.setHeader("X-Request-Id", id);
  withRequestId(id, next);
};

/** The context of a request, made by `addContext`. */
export function contextOf(response: Response): RequestContext {
  return response.locals.context as RequestContext;
}

/**
 * Finds out who asks and in which language, sets the cookies that follow from it (`lang`, a prolonged session, a shown
 * notice) and the headers every page answer carries.
 */
export const addContext: RequestHandler = (request, response, next) => {
  buildContext(request, response).then((context) => {
    response.locals.context = context;
    setHeaders(request, response, context);
    next();
  }, next);
};

async function buildContext(request: Request, response: Response): Promise<RequestContext> {
  const cookies = request.headers.cookie;
  const visitor = await findVisitor(cookies);
  const { actor } = visitor;
  // Before the language is: they say which ones there are.
  const site = await getSite();
  const wished = request.query[languageParameter(request.path)];
  const asked = typeof wished === "string" ? wished : null;
  const language = negotiateLanguage({
    asked,
    setting: actor?.language,
    cookie: readCookie(cookies, "lang"),
    acceptLanguage: request.get("accept-language"),
  });
  const secure = env().PUBLIC_URL.startsWith("https:");
  if (visitor.setCookie) response.append("Set-Cookie", visitor.setCookie);
  const isPageVisit = isVisit((name) => request.get(name));
  // The account's language is nothing that a link may change: a button of the page does.
  if (isOffered(asked) && isPageVisit) {
    response.append("Set-Cookie", writeCookie("lang", asked, { maxAge: year, secure }));
  }
  const flash = request.method === "GET" ? readCookie(cookies, "flash") : null;
  // An address that only leads on shows nothing: the page at the end of the way does.
  if (flash) beforeHead(response, (status) => !isRedirect(status) && forgetFlash(response, secure));
  const requestId = response.locals.requestId as string;
  const t = translatorFor(language);
  return {
    requestId,
    actor,
    sessionId: visitor.sessionId,
    sessionSecret: visitor.sessionSecret,
    language,
    site,
    zone: actor?.zone ?? "UTC",
    t,
    refusalHtml: (status, message) => refusalHtml({ status, message, language, t, requestId }),
    isVisit: isPageVisit,
    heldSheets: heldSheets(cookies),
    isFromThisMachine: isFromThisMachine(request),
    address: request.ip ?? "",
    userAgent: request.get("user-agent") ?? "",
    savedFormSecret: readCookie(cookies, savedFormCookie),
    flash,
  };
}

const isRedirect = (status: number) => status >= 300 && status < 400 && status !== 304;

function forgetFlash(response: Response, secure: boolean) {
  response.append("Set-Cookie", writeCookie("flash", "", { maxAge: 0, secure }));
}

/** Addresses that carry a right in them, and kept mail, are nobody else's, whoever asks. */
const carriesRight = (request: Request) => /^\/(?:mail|dev)\//.test(request.path) || request.query.token !== undefined;

function setHeaders(request: Request, response: Response, { actor, language, savedFormSecret, flash }: RequestContext) {
  response.setHeader("Content-Language", language);
  response.vary("Cookie, Accept-Language");
  const isShared = !actor && !savedFormSecret && !flash && !response.hasHeader("Set-Cookie") && !carriesRight(request);
  response.setHeader("Cache-Control", isShared ? "public, max-age=0, s-maxage=10" : "private, no-cache");
  // A route's own replaces the usual one, and a refusal is for nobody else and for no later time.
  watchHead(response, "cache-control", (status) => {
    if (status >= 400) response.setHeader("Cache-Control", "no-store");
    // The framework drops what a failed loader says in headers.
    if (status === 503 && !response.hasHeader("Retry-After")) response.setHeader("Retry-After", "5");
  });
}
