import type { MessageKey } from "#app/i18n/catalogues/en.ts";
const brand = Symbol.for("crossroads.app-error");

/** Messages for single form fields: field name -> translation key with values. */
export type FieldErrors = Record<string, { code: MessageKey; values?: Record<string, string | number> }>;

/** Where somebody can go from a page that is not shown to them: an address and the key of what its link says. */
export type Way = { href: string; label: MessageKey };

/**
 * An expected failure. `code` is a translation key ("forum.error.too_fast"), `status` the HTTP status that it means,
 * `values` fill the placeholders of the translated sentence, `fields` say which form fields are wrong,
 * `ways` where one can go from there; `reason` is what somebody wrote about it, shown as it is.
 */
export class AppError extends Error {
  readonly [brand] = true;
  constructor(
    readonly code: MessageKey,
    readonly status: number,
    readonly details: {
      values?: Record<string, string | number>;
      fields?: FieldErrors;
      data?: unknown;
      ways?: Way[];
      reason?: string;
    } = {},
  ) {
    super(code);
    this.name = "AppError";
  }
}

/** Recognised by brand, because two copies of this class exist in one process (see singleton.ts). */
export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && (error as Record<symbol, unknown>)[brand] === true;
}

/** A form whose one field is wrong: 400 "error.form", with the sentence `code` beside the field. */
export function fieldError(field: string, code: MessageKey, values?: Record<string, string | number>): AppError {
  return new AppError("error.form", 400, { fields: { [field]: { code, values } } });
}

/** What the actor may not see does not exist for them. */
export function notFound(): AppError {
  return new AppError("error.not_found", 404);
}

/** It stands at another address now, and for good: 301 where there is a page. */
export function movedTo(path: string): AppError {
  return new AppError("error.moved", 301, { data: path });
}

/** Visible, but not allowed. */
export function forbidden(code: MessageKey = "error.forbidden"): AppError {
  return new AppError(code, 403);
}

/** Nobody is signed in and the step needs somebody. */
export function signInNeeded(): AppError {
  return new AppError("error.sign_in_needed", 401);
}
