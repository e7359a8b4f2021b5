import { type LoaderFunctionArgs, data, redirect } from "@remix-run/node";
import type { RequestContext } from "#app/http/context.ts";
import { loginPath } from "#app/http/paths.ts";
import { type AppError, signInNeeded } from "#app/infra/app-error.ts";
import { expectedFailure } from "#app/infra/passing-failure.server.ts";

export type PageRequest = RequestContext & {
  request: Request;
  url: URL;
  /** The address's variable parts; a missing one is "". */
  param: (name: string) => string;
};

/** A form as it was sent, to be sent once more: where to, and its fields without passwords. */
export type Resend = { action: string; fields: [name: string, value: string][] };

/** What a failed page knows about its failure; the error boundary reads it. */
export type PageFailure = { code: string; message: string; requestId: string; resend?: Resend } & {
  /** Where one can go from there, and what somebody wrote about it. */
  ways?: { href: string; label: string }[];
  reason?: string;
};

/**
 * Makes a loader of a function. Expected failures become the right answer: 401 leads to signing in and back, 301 to where it went, every other
 * code is shown by the error page with its status, and so is what passes by itself (503). Unexpected errors pass through and are
 * logged by entry.server.
 */
export function page<T>(load: (request: PageRequest) => Promise<T>) {
  return async (args: LoaderFunctionArgs): Promise<T> => {
    const request = pageRequest(args);
    try {
      return await load(request);
    } catch (error) {
      // Shown by the error page, which would say that something went wrong, with this status.
      if (error instanceof Response && error.ok)
        throw new Error("a page threw a good answer: resource() sends files", { cause: error });
      const failure = expectedFailure(error);
      if (!failure) throw error;
      if (failure.status === 401) throw redirect(loginPath(request.url.pathname + request.url.search));
      if (failure.status === 301) throw redirect(failure.details.data as string, 301);
      throw failurePage(failure, request);
    }
  };
}

/** The request as loaders and actions see it. */
export function pageRequest({ request, params, context }: LoaderFunctionArgs): PageRequest {
  return { ...context, request, url: new URL(request.url), param: (name) => params[name] ?? "" };
}

/**
 * For what a page sends by itself: throws 401 for a guest. The page names whom it was made for: when somebody else has signed
 * in since, in another window of the same browser, the text is not theirs, and whoever wrote it is signed out.
 */
export async function requireSameViewer({ actor, request }: PageRequest): Promise<void> {
  const viewer = request.headers.get("X-Viewer");
  if (!actor || (viewer && viewer !== encodeURIComponent(actor.handle))) throw signInNeeded();
}

/** The answer that makes the error boundary show `error`. */
export function failurePage(error: AppError, { t, requestId }: RequestContext, resend?: Resend) {
  const { values, ways, reason } = error.details;
  const failure: PageFailure = {
    ...{ code: error.code, message: t(error.code, values), requestId, resend, reason },
    ways: ways?.map(({ href, label }) => ({ href, label: t(label) })),
  };
  return data(failure, { status: error.status, headers: answerHeaders(error) });
}

/** What an answer says beside its status: how long to wait after being too fast, which methods there are. */
export function answerHeaders({ status, details }: AppError): Record<string, string> {
  if (status === 405) return { Allow: "GET, HEAD, POST" };
  const seconds = details.values?.seconds;
  return (status === 429 || status === 503) && seconds ? { "Retry-After": String(seconds) } : {};
}
