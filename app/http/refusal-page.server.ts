import type { RequestContext } from "#app/http/context.ts";
import { answerHeaders } from "#app/http/page.server.ts";
import type { AppError } from "#app/infra/app-error.ts";

/**
 * The refusal of an address that has no page of its own: a page for a browser that goes there, `body` as JSON for a program
 * and for the scripts of our pages.
 */
export function refuseWithoutPage(error: AppError, request: RequestContext & { request: Request }, body?: object) {
  const message = request.t(error.code, error.details.values);
  const init = { status: error.status, headers: { ...answerHeaders(error), Vary: "Accept, Sec-Fetch-Dest" } };
  if (!isNavigation(request.request)) return Response.json(body ?? { code: error.code, message }, init);
  return new Response(request.refusalHtml(error.status, message), {
    ...init,
    headers: { ...init.headers, "Content-Type": "text/html; charset=utf-8" },
  });
}

/** Whether a browser asks for something to show in its window; old ones say so by what they accept alone. */
export function isNavigation({ headers }: Request): boolean {
  const destination = headers.get("sec-fetch-dest");
  return destination ? destination === "document" : (headers.get("accept") ?? "").includes("text/html");
}
