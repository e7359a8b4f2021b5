import { languageParameter } from "#app/i18n/language-parameter.ts";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { brotliCompress, gunzip, gzip } from "node:zlib";
import type { Request, RequestHandler, Response } from "express";
import { brotliParams, encodingFor } from "#server/http/compress.ts";
import { isDatabaseAway } from "#app/infra/health/database-presence.server.ts";
import { contextOf } from "#server/http/context.ts";
import { beforeHead, copyBody } from "#server/http/response-hooks.ts";
import { type KeptPages, keepPages } from "./kept-pages.ts";
import { isTouched, type Touched } from "./touched-pages.ts";

type CachedPage = {
  path: string;
  until: number;
  isRenewed: boolean;
  etag: string;
  bodies: Record<"br" | "gzip", Buffer>;
};

type GuestCache = {
  middleware: RequestHandler;
  forget(touched: Touched): void;
  /** Since the start. */
  answered(): AnsweredPages;
};

/** Pages of guests that came from memory, that waited for one that another had asked for, and that were made. */
export type AnsweredPages = { memory: number; waited: number; made: number };

type BeingMade = { path: string; page: Promise<CachedPage | null> };

// Together ten seconds.
const lifetime = 8_000;
const renewal = 2_000;
/** Who has waited so long for a page that another asked for makes it, too. */
const patience = 1_000;
const maxPages = 1_000;
const maxPageSize = 512 * 1024;
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const decompressGzip = promisify(gunzip);

/**
 * Keeps whole pages of guests for at most 10 seconds, already compressed, with and without stylesheets in them, and forgets
 * those that something written through this process may have changed. Who asks for a page while it is being made waits for
 * that one. Pages of signed-in people, and answers with cookies, never get in. While the database is away, a page comes as it
 * was at most an hour ago, with a note that says so; what may have been removed goes from there, too.
 */
export function guestCache(): GuestCache {
  const answered: AnsweredPages = { memory: 0, waited: 0, made: 0 };
  const pages = new Map<string, CachedPage>();
  const beingMade = new Map<string, BeingMade>();
  const kept = keepPages();

  const middleware: RequestHandler = (request, response, next) => {
    if (!mayShare(request, response)) return next();
    const { language, heldSheets } = contextOf(response);
    // As it was an hour ago, a page comes with its stylesheet in it or not: both show in every browser.
    const lastingKey = `${language} ${request.url}`;
    const key = `${heldSheets.join()} ${lastingKey}`;
    if (isDatabaseAway()) return void sendKept(response, kept.find(lastingKey, language), next);
    const page = pages.get(key);
    const sendPage = (from: keyof AnsweredPages, page: CachedPage) => {
      answered[from] += 1;
      return send(request, response, page).catch(next);
    };
    const make = () => {
      answered.made += 1;
      next();
    };
    if (page && page.until > Date.now()) return void sendPage("memory", page);
    const made = beingMade.get(key)?.page;
    // Whoever comes first makes it anew; the crowd behind gets the old one meanwhile, or waits where there is none.
    if (page && !page.isRenewed && Date.now() < page.until + renewal) {
      page.until += renewal;
      page.isRenewed = true;
    } else if (made) {
      const wait = Promise.race([made, pause(patience, null, { ref: false })]);
      return void wait.then((page) => (page ? sendPage("waited", page) : make()));
    }
    const { path } = request;
    const making: BeingMade = { path, page: makePage(response, path) };
    beingMade.set(key, making);
    void making.page.then((page) => {
      // Forgotten before it was there, or another one has begun.
      if (beingMade.get(key) !== making) return;
      beingMade.delete(key);
      if (!page) return;
      if (pages.size >= maxPages) pages.delete(pages.keys().next().value!);
      pages.delete(key);
      pages.set(key, page);
      kept.keep(lastingKey, page);
    });
    make();
  };

  const forget = (touched: Touched) => {
    for (const held of [pages, beingMade]) {
      for (const [key, { path }] of held) if (isTouched(path, touched)) held.delete(key);
    }
    kept.forget(touched);
  };
  return { middleware, forget, answered: () => answered };
}

async function sendKept(response: Response, finding: ReturnType<KeptPages["find"]>, next: () => void) {
  const page = await finding.catch(() => null);
  if (!page) return next();
  response.set({ "Cache-Control": "no-store", Age: String(page.seconds) });
  response.type("html").send(page.html);
}

function mayShare(request: Request, response: Response): boolean {
  if (request.method !== "GET" || request.url.length > 500) return false;
  const isShared = String(response.getHeader("Cache-Control")).startsWith("public");
  // Files have endings; codes of activities have dots.
  return isShared && !/\.[a-z]\w*$/i.test(request.path) && request.query[languageParameter(request.path)] === undefined;
}

/** The page as it is kept, once it was sent, which nothing of this delays; null when it may not be shared. Never rejects. */
function makePage(response: Response, path: string): Promise<CachedPage | null> {
  return new Promise((resolve) => {
    let isWhole = false;
    copyBody(response, (body) => {
      const etag = response.getHeader("ETag");
      const isPage = response.statusCode === 200 && String(response.getHeader("Content-Type")).startsWith("text/html");
      const isShared = String(response.getHeader("Cache-Control")).startsWith("public");
      if (!isPage || !isShared || response.hasHeader("Set-Cookie")) return resolve(null);
      if (typeof etag !== "string" || body.length > maxPageSize) return resolve(null);
      isWhole = true;
      compressPage(etag, body).then(
        (page) => resolve({ ...page, path }),
        () => resolve(null),
      );
    });
    // Whoever waits for a refusal or another address shall not wait for its end.
    beforeHead(response, (status) => status === 200 || resolve(null));
    response.once("close", () => isWhole || resolve(null));
  });
}

async function compressPage(etag: string, identity: Buffer): Promise<Omit<CachedPage, "path">> {
  const [br, gz] = await Promise.all([
    compressBrotli(identity, { params: brotliParams(identity.length, 7) }),
    compressGzip(identity),
  ]);
  // Copies: what the compressors return holds 16 KB, however short it is.
  const bodies = { br: Buffer.from(br), gzip: Buffer.from(gz) };
  return { until: Date.now() + lifetime, isRenewed: false, etag, bodies };
}

async function send(request: Request, response: Response, page: CachedPage) {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("ETag", page.etag);
  response.vary("Accept-Encoding");
  if (request.get("if-none-match") === page.etag) return void response.status(304).end();
  const encoding = encodingFor(request);
  const body = encoding === "identity" ? await decompressGzip(page.bodies.gzip) : page.bodies[encoding];
  if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", body.length);
  response.end(body);
}
