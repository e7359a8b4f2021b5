import type { Request, Response } from "express";
import { usualLimits } from "#app/http/bodies/limits.ts";
import { readMultipart } from "#app/http/bodies/multipart.server.ts";
import { answerHeaders } from "#app/http/page.server.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import type { AppError } from "#app/infra/app-error.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { escapeHtml } from "#app/lib/escape-html.ts";
import { languageOf, refusePage } from "#server/http/refusals.ts";

/** Longer forms are not repeated on the page: the browser still has them. */
const mostTyped = 64 * 1024;

/**
 * Answers 503 with Retry-After in the reader's language: a page that says what is kept, to programs JSON. A form that was
 * sent comes back as a form that one press sends again; a page that was asked for asks again by itself.
 */
export async function answerUnavailable(request: Request, response: Response, failure: AppError): Promise<void> {
  const t = translatorFor(languageOf(response));
  response.set(answerHeaders(failure));
  response.vary("Cookie, Accept-Language");
  response.set("Content-Language", languageOf(response));
  if (isForProgram(request)) {
    const message = t(failure.code, failure.details.values);
    return void response.status(503).set("Cache-Control", "no-store").json({ code: failure.code, message });
  }
  const isRead = request.method === "GET";
  const typed = request.method === "POST" ? await readTyped(request) : null;
  if (response.headersSent || response.destroyed) return;
  // Not all at the same moment.
  const seconds = Number(failure.details.values?.seconds ?? 5);
  if (isRead) response.set("Refresh", String(seconds + Math.ceil(Math.random() * seconds)));
  const kept = typed ? t("ui.error.keptHere") : t("ui.error.kept");
  const html =
    section(t("ui.error.keptTitle"), kept) +
    (typed ? formAgain(request.originalUrl, typed, t("ui.error.sendAgain")) : "") +
    (isRead ? section(t("ui.error.nextTitle"), t("ui.error.asksAgain")) + again(request.originalUrl, t) : "");
  refusePage(response, 503, failure.code, { values: failure.details.values, html });
}

function section(title: string, text: string): string {
  return `<section><h2>${escapeHtml(title)}</h2><p>${escapeHtml(text)}</p></section>`;
}

function again(address: string, t: Translate): string {
  return `<p><a class="button button-primary" href="${escapeHtml(address)}">${escapeHtml(t("ui.error.tryAgain"))}</a></p>`;
}

/** Scripts of pages, and addresses that answer nothing else than JSON. */
function isForProgram(request: Request): boolean {
  return request.get("sec-fetch-dest") === "empty" || request.path.endsWith(".json");
}

/** The fields of a form, passwords and files left out; null when it is none, too long, or has been read already. */
async function readTyped(request: Request): Promise<URLSearchParams | null> {
  const length = Number(request.get("content-length") ?? 0);
  const encoding = request.is(["application/x-www-form-urlencoded", "multipart/form-data"]);
  if (!encoding || length > mostTyped || request.readableDidRead) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostTyped) return null;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const isPlain = encoding === "application/x-www-form-urlencoded";
  const typed = isPlain ? new URLSearchParams(body.toString("utf8")) : await fieldsOfParts(request, body);
  if (!typed) return null;
  for (const name of [...typed.keys()]) if (/password/i.test(name)) typed.delete(name);
  return typed;
}

/** The fields of a form that may bring files; null when it is broken. */
async function fieldsOfParts(request: Request, body: Buffer): Promise<URLSearchParams | null> {
  const typed = new URLSearchParams();
  const headers = { "content-type": request.get("content-type")! };
  const whole = new globalThis.Request("http://form.invalid", { method: "POST", headers, body: new Uint8Array(body) });
  const onField = (name = "", value = "") => typed.append(name, value);
  return readMultipart(whole, usualLimits, { onField, onFile: () => null }).then(
    () => typed,
    () => null,
  );
}

function formAgain(action: string, typed: URLSearchParams, label: string): string {
  const fields = [...typed].map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return (
    `<form method="post" action="${escapeHtml(action)}">${fields.join("")}` +
    `<p><button class="button button-primary" type="submit">${escapeHtml(label)}</button></p></form>`
  );
}
