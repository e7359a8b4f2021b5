import type { LoaderFunctionArgs } from "@remix-run/node";
import { type PageRequest, pageRequest } from "#app/http/page.server.ts";
import { isAppError } from "#app/infra/app-error.ts";

/** Makes a loader of an address that answers with a file. Expected failures answer their code as JSON: no page is shown. */
export function file(load: (request: PageRequest) => Promise<Response>) {
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    try {
      return await load(pageRequest(args));
    } catch (error) {
      if (!isAppError(error)) throw error;
      const { code, status, details } = error;
      const headers = new Headers({ "Content-Type": "application/json" });
      if (details.values?.seconds) headers.set("Retry-After", String(details.values.seconds));
      return new Response(JSON.stringify({ error: code }), { status, headers });
    }
  };
}
