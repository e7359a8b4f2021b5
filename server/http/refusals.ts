import { knownSite } from "#app/infra/site-settings.server.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Response } from "express";
import { readCookie } from "#app/http/cookies.ts";
import { directionOf, type Language } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { escapeHtml } from "#app/lib/escape-html.ts";
import { assets } from "#app/ui/islands/assets.ts";

/** What a refusal is called; the same words as on the error page where that has some. */
const headings: Record<number, MessageKey> = {
  400: "error.status_400",
  401: "ui.error.forbidden.title",
  403: "error.status_403",
  404: "ui.error.notFound.title",
  410: "ui.error.gone.title",
  411: "error.status_411",
  413: "error.status_413",
  429: "error.status_429",
  502: "error.status_503",
  503: "error.status_503",
  504: "error.status_503",
};

type Refusal = {
  status: number;
  message: string;
  language: Language;
  t: Translate;
  requestId: string;
  /** Further HTML after the message. */
  more?: string;
};

/** What a refusal says beside its sentence: values of its placeholders, further HTML after it. */
type More = { values?: Record<string, string | number>; html?: string };

/** A complete small page that says why something was refused, for where no route renders one. */
export function refusalHtml({ status, message, language, t, requestId, more = "" }: Refusal): string {
  const heading = escapeHtml(t(headings[status] ?? (status < 500 ? "ui.error.notTaken.title" : "error.status_500")));
  const site = escapeHtml(knownSite().name);
  return (
    `<!DOCTYPE html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">` +
    `<title>${heading} · ${site}</title><link rel="stylesheet" href="${assets().sheets.reading.href}">` +
    `<link rel="icon" href="/favicon.svg" type="image/svg+xml"></head><body><header class="site-header"><div>` +
    `<a class="site-name" href="/"><img src="/favicon.svg" alt="" width="30" height="30"><span>${site}</span></a></div></header>` +
    `<div class="page page-narrow"><main id="main"><div class="error-page"><h1>${heading}</h1><p class="lede">${escapeHtml(message)}</p>${more}` +
    `<p><a class="button" href="/">${escapeHtml(t("ui.error.home"))}</a></p>` +
    `<p class="small soft">${escapeHtml(t("ui.error.requestId"))} <code dir="ltr">${escapeHtml(requestId)}</code></p>` +
    `</div></main></div></body></html>`
  );
}

/**
 * A complete small page for refusals that come before Remix: a body too large, a foreign origin, an overload, a fault of
 * the server itself. `code` is a translation key.
 */
export function refusePage(response: Response, status: number, code: MessageKey, more: More = {}): void {
  const language = languageOf(response);
  const t = translatorFor(language);
  const requestId = String(response.locals.requestId ?? "");
  response.status(status).setHeader("Cache-Control", "no-store");
  const message = t(code, more.values);
  response.type("html").send(refusalHtml({ status, message, language, t, requestId, more: more.html }));
}

/** The reader's language: what the context says, before there is one what cookie and browser say. */
export function languageOf({ locals, req }: Response): Language {
  const context = locals.context as { language?: Language } | undefined;
  if (context?.language) return context.language;
  return negotiateLanguage({
    cookie: readCookie(req.headers.cookie, "lang"),
    acceptLanguage: req.headers["accept-language"],
  });
}
