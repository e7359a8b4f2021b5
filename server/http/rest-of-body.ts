import type { RequestHandler } from "express";

/**
 * Passes over what nobody has read of a body once the answer is out: a refusal need not wait for what it refuses, and the
 * connection can serve the next request. Nothing of it is held. How long it may take is bounded by the server's
 * `requestTimeout`.
 */
export const discardRest: RequestHandler = (request, response, next) => {
  response.once("finish", () => {
    if (request.complete) return;
    request.removeAllListeners("data");
    request.resume();
  });
  next();
};
