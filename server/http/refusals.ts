import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { ErrorRequestHandler, Response } from "express";
import { directionOf, type Language } from "#app/i18n/languages.ts";
import { messageKey } from "#app/i18n/message-key.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { logger } from "#app/infra/logger.server.ts";
import { escapeHtml } from "#app/lib/escape-html.ts";
import { assets } from "#app/ui/islands/assets.ts";

type Refusal = { status: number; message: string; language: Language; t: Translate; requestId: string };

/** A complete small page that says why something was refused, for where no route renders one. */
export function refusalHtml({ status, message, language, t, requestId }: Refusal): string {
  return (
    `<!DOCTYPE html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${status} · Crossroads</title>` +
    `<link rel="stylesheet" href="${assets().css}"></head><body><div class="page page-narrow"><main id="main"><div class="error-page">` +
    `<h1>${escapeHtml(t(messageKey(`error.status_${status}`)))}</h1><p class="lede">${escapeHtml(message)}</p>` +
    `<p><a class="button" href="/">${escapeHtml(t("ui.error.home"))}</a></p>` +
    `<p class="small soft">${escapeHtml(t("ui.error.requestId"))} <code dir="ltr">${escapeHtml(requestId)}</code></p>` +
    `</div></main></div></body></html>`
  );
}

/**
 * A complete small page for refusals that come before Remix: a body too large, a foreign origin, an overload, a fault of
 * the server itself. `code` is a translation key.
 */
export function refusePage(response: Response, status: number, code: MessageKey): void {
  const language = (response.locals.context as { language?: Language } | undefined)?.language ?? "en";
  const t = translatorFor(language);
  const requestId = String(response.locals.requestId ?? "");
  response.status(status).setHeader("Cache-Control", "no-store");
  response.type("html").send(refusalHtml({ status, message: t(code), language, t, requestId }));
}

/** The last resort: whatever nobody expected is logged once and answered with a page that says so. */
export const lastResort: ErrorRequestHandler = (error, request, response, next) => {
  logger().error({ err: error, method: request.method, path: request.path }, "a request failed outside of the routes");
  if (response.headersSent) return next(error);
  refusePage(response, 500, "error.unexpected");
};
