import type { Readable } from "node:stream";
import type { RequestHandler } from "express";
import sirv from "sirv";
import { logger } from "#app/infra/logger.server.ts";
import { sheetCookie } from "./sheets.ts";

/** Headers that say something of a document, and weigh as much as most scripts: nobody opens those of the build as a page. */
const onlyForDocuments = [
  "Content-Security-Policy",
  "Permissions-Policy",
  "Cross-Origin-Opener-Policy",
  "Referrer-Policy",
  "X-Frame-Options",
];

/**
 * Files of the build; hashed ones never change. Compressed twins made by the build are sent as they are. A stylesheet brings
 * the cookie by which the next page knows that the browser holds it. A file that is gone since the site started (a new build
 * was put under it) breaks its own connection only.
 */
export function staticFiles(folder: string, secure: boolean): RequestHandler {
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(response, pathname) {
      const isHashed = pathname.startsWith("/assets/");
      response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "public, max-age=3600");
      if (isHashed) for (const name of onlyForDocuments) response.removeHeader(name);
      const cookie = sheetCookie(pathname, secure);
      if (cookie) response.setHeader("Set-Cookie", cookie);
    },
  });
  return (request, response, next) => {
    // Nobody else listens to the file that is piped: its failure would end the process.
    const watch = (file: Readable) =>
      file.once("error", (error) => {
        logger().warn({ err: error }, "a file of the build cannot be read: was it built anew under the running site?");
        response.destroy();
      });
    response.once("pipe", watch);
    files(request, response, () => {
      response.off("pipe", watch);
      next();
    });
  };
}
