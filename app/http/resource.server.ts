import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerHeaders, type PageRequest, pageRequest } from "#app/http/page.server.ts";
import { isAppError } from "#app/infra/app-error.ts";

/**
 * Makes a loader of a function that answers with a file or with JSON. Expected failures answer their status and
 * `{ code, message }`: whoever asks here is a program, which is not led to a sign-in page.
 */
export function resource(load: (request: PageRequest) => Promise<Response>) {
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    const request = pageRequest(args);
    try {
      return await load(request);
    } catch (error) {
      if (!isAppError(error)) throw error;
      const message = request.t(error.code, error.details.values);
      return Response.json({ code: error.code, message }, { status: error.status, headers: answerHeaders(error) });
    }
  };
}
