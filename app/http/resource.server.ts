import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { redirectWith } from "#app/http/flash.server.ts";
import { type PageRequest, pageRequest } from "#app/http/page.server.ts";
import { loginPath } from "#app/http/paths.ts";
import { isNavigation, refuseWithoutPage } from "#app/http/refusal-page.server.ts";
import type { AppError } from "#app/infra/app-error.ts";
import { expectedFailure } from "#app/infra/passing-failure.server.ts";

type Load = (request: PageRequest) => Promise<Response>;

/**
 * Makes a loader of a function that answers with a file or with JSON. Expected failures answer their status and
 * `{ code, message }` to a program, which is not led to a sign-in page; a browser that goes there gets a page, and is led.
 */
export function resource(load: Load) {
  return refusing(load, isNavigation);
}

/**
 * Makes a loader of a function whose address belongs to a page and has none itself: it leads elsewhere, or answers that
 * page's scripts. 401 leads to signing in and back; other failures are answered as `resource` does.
 */
export function pageless(load: Load) {
  return refusing(load, () => true);
}

/** Makes a loader of an address that only posts are sent to: whoever goes there is led to its page, with what they asked for. */
export function leadsTo(pageOf: (request: PageRequest) => string) {
  return pageless(async (request) => redirectWith(pageOf(request) + request.url.search));
}

function refusing(load: Load, leadsToSignIn: (request: Request) => boolean) {
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    const request = pageRequest(args);
    try {
      return await load(request);
    } catch (error) {
      const failure = expectedFailure(error);
      if (!failure) throw error;
      return answerTo(failure, request, leadsToSignIn(request.request));
    }
  };
}

function answerTo(error: AppError, request: PageRequest, leadsToSignIn: boolean): Response {
  if (error.status === 401 && leadsToSignIn) return redirect(loginPath(request.url.pathname + request.url.search));
  return refuseWithoutPage(error, request);
}
