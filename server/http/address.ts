import type { RequestHandler } from "express";
import { refusePage } from "#server/http/refusals.ts";

/** Refuses addresses that mean nothing anywhere: broken percent codes, and NUL, which no text of the database may hold. */
export const refuseBrokenAddress: RequestHandler = (request, response, next) => {
  if (isReadable(request.url)) return next();
  refusePage(response, 400, "error.address");
};

function isReadable(url: string): boolean {
  try {
    return !decodeURIComponent(url.replaceAll("+", " ")).includes("\0");
  } catch {
    return false;
  }
}
