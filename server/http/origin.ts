import type { RequestHandler } from "express";
import { env } from "#app/infra/env.server.ts";

/**
 * The framework compares `Origin` with the Host that it sees and makes addresses of that; it fails on a proxy that passes on
 * another one, and on what is no name at all. It gets the public address; what came through `isOwnOrigin` it need not judge.
 */
export const satisfyFramework: RequestHandler = ({ headers }, _response, next) => {
  delete headers.origin;
  delete headers["x-forwarded-host"];
  headers.host = new URL(env().PUBLIC_URL).host;
  next();
};
