import type { BodyLimits } from "#app/http/bodies/limits.ts";
import { AppError } from "#app/infra/app-error.ts";

/** How the fields of a form are written. A form without fields may come without a body, and so without its type. */
export type Encoding = "none" | "urlencoded" | "multipart";

/**
 * How a form is written that an address may read; nothing of the body is read for it. Throws AppError 405 for another
 * method than POST (the framework calls an action for all that write), 413 for a body above the address's limit, 415 for
 * what is no form: JSON, plain text, compressed, or in another character set than UTF-8, which our pages never send.
 */
export function requireForm({ method, headers }: Request, limits: BodyLimits): Encoding {
  if (method !== "POST") throw new AppError("error.method", 405);
  const length = Number(headers.get("content-length") ?? 0);
  if (length > limits.whole) throw new AppError("error.body", 413);
  const compression = headers.get("content-encoding") ?? "identity";
  if (compression.toLowerCase() !== "identity") throw new AppError("error.content_type", 415);
  const type = headers.get("content-type") ?? "";
  if (type === "" && length === 0) return "none";
  const [, kind = ""] = /^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(?:;|$)/i.exec(type) ?? [];
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type) ?? [];
  if (kind === "" || !/^utf-?8$/i.test(charset)) throw new AppError("error.content_type", 415);
  return kind.toLowerCase() === "multipart/form-data" ? "multipart" : "urlencoded";
}

/** What arrived was not whole, or not what its type says. */
export function cutOff(): AppError {
  return new AppError("error.cut_off", 400);
}

/** More than the address takes. */
export function tooLarge(): AppError {
  return new AppError("error.body", 413);
}
