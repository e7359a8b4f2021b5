import type { ErrorRequestHandler } from "express";
import { logger } from "#app/infra/logger.server.ts";
import { expectedFailure } from "#app/infra/passing-failure.server.ts";
import { answerUnavailable } from "#server/http/overload/unavailable.ts";
import { refusePage } from "#server/http/refusals.ts";

/**
 * The last resort: what passes by itself is 503; whatever nobody expected is logged once and answered with a page
 * that says so.
 */
export const lastResort: ErrorRequestHandler = (error, request, response, next) => {
  const failure = response.headersSent ? null : expectedFailure(error);
  if (failure?.status === 503) return void answerUnavailable(request, response, failure);
  logger().error({ err: error, method: request.method, path: request.path }, "a request failed outside of the routes");
  if (response.headersSent) return next(error);
  refusePage(response, 500, "error.unexpected");
};
