import { createHash } from "node:crypto";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream, renderToStaticMarkup } from "react-dom/server";
import type { ReadingEntry } from "#app/http/reading-entry.ts";
import { withRoutesOfPage, withRoutesOfSection } from "#app/http/remix-internals.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { keepMarkup } from "#app/ui/kept/keep-markup.server.tsx";
import { KeepMarkupProvider } from "#app/ui/kept/kept.tsx";
import { I18nProvider } from "#app/ui/text/i18n.tsx";

const renderLimit = 10_000;

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
  const html = remix.staticHandlerContext.matches.some(({ route }) => hydrates(remix.routeModules[route.id]))
    ? await renderForTool(request, withRoutesOfSection(remix), context)
    : renderReadingPage(request.url, withRoutesOfPage(remix), context);
  headers.set("Content-Type", "text/html; charset=utf-8");
  // The framework drops what an action says in headers, unless its route repeats it.
  for (const own of Object.values(remix.staticHandlerContext.actionHeaders ?? {})) {
    for (const name of ["Retry-After", "Allow"]) if (own.has(name)) headers.set(name, own.get(name)!);
  }
  if (status === 200 && request.method !== "POST") {
    const etag = etagOf(html, context);
    headers.set("ETag", etag);
    if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
  }
  return new Response(html, { status, headers });
}

function etagOf(html: string, { nonce }: Pick<AppLoadContext, "nonce">): string {
  return `W/"${createHash("sha1").update(html.replaceAll(nonce, "")).digest("base64url")}"`;
}

/** Whether React takes a page over in the browser: a page that is a tool says so with `handle.hydrate`. */
function hydrates(routeModule: { handle?: unknown } | undefined): boolean {
  return Boolean((routeModule?.handle as { hydrate?: boolean } | undefined)?.hydrate);
}

/** A page for reading: plain markup without what hydration needs, which costs half as much. */
function renderReadingPage(url: string | URL, remix: EntryContext, context: AppLoadContext): string {
  const document = (
    <KeepMarkupProvider value={keepMarkup}>
      <Document url={url} remix={remix} context={context} now={new Date()} />
    </KeepMarkupProvider>
  );
  return `<!DOCTYPE html>${renderToStaticMarkup(document)}`;
}

export const reading: ReadingEntry = { hydrates, etagOf, render: renderReadingPage };

function renderForTool(request: Request, remix: EntryContext, context: AppLoadContext): Promise<string> {
  return new Promise((resolve, reject) => {
    const document = <Document url={request.url} remix={remix} context={context} now={new Date()} />;
    const { pipe, abort } = renderToPipeableStream(document, {
      nonce: context.nonce,
      onAllReady: () => text(pipe(new PassThrough())).then(resolve, reject),
      onShellError: reject,
      onError: reject,
    });
    setTimeout(abort, renderLimit).unref();
  });
}

type DocumentProps = { url: string | URL; remix: EntryContext; context: AppLoadContext; now: Date };

function Document({ url, remix, now, context: { nonce, t, language, zone } }: DocumentProps) {
  return (
    <I18nProvider t={t} language={language} zone={zone} now={now}>
      <RemixServer context={remix} url={url as string} abortDelay={renderLimit} nonce={nonce} />
    </I18nProvider>
  );
}

/** Unexpected failures of loaders, actions and rendering end up here, once, with the request's id. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  // An address that leads nowhere is no failure of ours.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  logger().error({ err: error, method: request.method, path: new URL(request.url).pathname }, "a request failed");
}
