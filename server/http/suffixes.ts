import type { RequestHandler } from "express";

const withSuffix = /^\/certificates\/([^/?]+)\.(pdf|json)(?=\?|$)/i;

/**
 * The router knows no address whose last part is half variable, so `/certificates/<serial>.pdf` is handed to the route
 * `/certificates/<serial>/pdf`. Nobody outside sees that. Remix reads `originalUrl`.
 */
export const suffixes: RequestHandler = (request, _, next) => {
  const inner = (_all: string, serial: string, suffix: string) => `/certificates/${serial}/${suffix.toLowerCase()}`;
  request.url = request.originalUrl = request.originalUrl.replace(withSuffix, inner);
  next();
};
