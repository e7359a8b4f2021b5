import type { RequestHandler } from "express";
import { refusePage } from "#server/http/refusals.ts";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Refuses methods that no page has; of some of them (TRACE) the framework could not even make a request. */
export const refuseUnknownMethod: RequestHandler = (request, response, next) => {
  if (methods.includes(request.method)) return next();
  response.setHeader("Allow", "GET, HEAD, POST");
  refusePage(response, 405, "error.method");
};

/** Lets nobody in whose link has dropped already: of a body that will never come the framework would wait for ever. */
export const passOverGone: RequestHandler = (request, _response, next) => {
  if (request.destroyed && !request.complete) return;
  next();
};
