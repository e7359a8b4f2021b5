import { createHash } from "node:crypto";
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import type { ReadingEntry } from "#app/http/reading-entry.ts";
import { withRoutesOfPage } from "#app/http/remix-internals.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { keepMarkup } from "#app/ui/kept/keep-markup.server.tsx";
import { KeepMarkupProvider } from "#app/ui/kept/kept.tsx";
import { I18nProvider } from "#app/ui/text/i18n.tsx";

/**
 * Renders a page whole, so that it has one length, one ETag and no half-sent failure. A browser that holds the same page
 * already is answered 304.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const html = render(request.url, withRoutesOfPage(remix), context);
  headers.set("Content-Type", "text/html; charset=utf-8");
  // The framework drops what an action says in headers, unless its route repeats it.
  for (const own of Object.values(remix.staticHandlerContext.actionHeaders ?? {})) {
    for (const name of ["Retry-After", "Allow"]) if (own.has(name)) headers.set(name, own.get(name)!);
  }
  if (status === 200 && request.method !== "POST") {
    const etag = etagOf(html);
    headers.set("ETag", etag);
    if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
  }
  return new Response(html, { status, headers });
}

function etagOf(html: string | Uint8Array): string {
  return `W/"${createHash("sha1").update(html).digest("base64url")}"`;
}

/** A page as plain markup: React takes none over in the browser, and without what that needs it costs half as much. */
function render(url: string | URL, remix: EntryContext, context: AppLoadContext): string {
  const { t, language, zone } = context;
  const document = (
    <KeepMarkupProvider value={keepMarkup}>
      <I18nProvider t={t} language={language} zone={zone} now={new Date()}>
        <RemixServer context={remix} url={url} />
      </I18nProvider>
    </KeepMarkupProvider>
  );
  return `<!DOCTYPE html>${renderToStaticMarkup(document)}`;
}

export const reading: ReadingEntry = { etagOf, render };

/** Unexpected failures of loaders, actions and rendering end up here, once, with the request's id. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  // An address that leads nowhere is no failure of ours.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  logger().error({ err: error, method: request.method, path: new URL(request.url).pathname }, "a request failed");
}
