import { promisify } from "node:util";
import { brotliCompress, constants, gunzip, gzip } from "node:zlib";
import type { Request, RequestHandler, Response } from "express";
import { encodingFor } from "#server/http/compress.ts";
import { isDatabaseAway } from "#app/infra/health/database-presence.server.ts";
import { contextOf } from "#server/http/context.ts";
import { type KeptPages, keepPages } from "#server/http/overload/kept-pages.ts";
import { copyBody } from "#server/http/response-hooks.ts";

type CachedPage = {
  until: number;
  isRenewed: boolean;
  etag: string;
  bodies: Record<"br" | "gzip", Buffer>;
};

// Together ten seconds.
const lifetime = 8_000;
const renewal = 2_000;
const maxPages = 1_000;
const maxPageSize = 512 * 1024;
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
const decompressGzip = promisify(gunzip);

/**
 * Keeps whole pages of guests for at most 10 seconds, already compressed, with and without stylesheets in them, and forgets
 * all of them when anything is written through this process. Pages of signed-in people, and answers with cookies, never get in. While the database is
 * away, a page comes as it was at most an hour ago, with a note that says so; what may have been removed (`isRemoval`) goes
 * from there, too.
 */
export function guestCache(): { middleware: RequestHandler; forget: (isRemoval: boolean) => void } {
  const pages = new Map<string, CachedPage>();
  const kept = keepPages();
  let generation = 0;

  const middleware: RequestHandler = (request, response, next) => {
    if (!mayShare(request, response)) return next();
    const { language, heldSheets } = contextOf(response);
    // As it was an hour ago, a page comes with its stylesheet in it or not: both show in every browser.
    const lastingKey = `${language} ${request.url}`;
    const key = `${heldSheets.join()} ${lastingKey}`;
    if (isDatabaseAway()) return void sendKept(response, kept.find(lastingKey, language), next);
    const page = pages.get(key);
    if (page && page.until > Date.now()) return void send(request, response, page).catch(next);
    // Whoever comes first makes it anew; the crowd behind gets the old one meanwhile.
    if (page && !page.isRenewed && Date.now() < page.until + renewal) {
      page.until += renewal;
      page.isRenewed = true;
    }
    const started = generation;
    collect(response, async (body) => {
      const etag = response.getHeader("ETag");
      if (typeof etag !== "string" || body.length > maxPageSize) return;
      const cached = await compressPage(etag, body);
      if (started !== generation) return;
      if (pages.size >= maxPages) pages.delete(pages.keys().next().value!);
      pages.delete(key);
      pages.set(key, cached);
      kept.keep(lastingKey, cached.bodies.br);
    });
    next();
  };

  const forget = (isRemoval: boolean) => {
    generation += 1;
    pages.clear();
    if (isRemoval) kept.forget();
  };
  return { middleware, forget };
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
  return isShared && !/\.[a-z]\w*$/i.test(request.path) && request.query.lang === undefined;
}

/** Hands over the body of a shareable page after it was sent; the page itself is not delayed. */
function collect(response: Response, done: (body: Buffer) => Promise<void>) {
  copyBody(response, (body) => {
    const isPage = response.statusCode === 200 && String(response.getHeader("Content-Type")).startsWith("text/html");
    const isShared = String(response.getHeader("Cache-Control")).startsWith("public");
    if (isPage && isShared && !response.hasHeader("Set-Cookie")) void done(body);
  });
}

async function compressPage(etag: string, identity: Buffer): Promise<CachedPage> {
  const br = await compressBrotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } });
  return {
    until: Date.now() + lifetime,
    isRenewed: false,
    etag,
    bodies: { br, gzip: await compressGzip(identity) },
  };
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
