import { Readable } from "node:stream";
import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import busboy from "busboy";
import { type AdmittedRequest, refuse } from "#app/http/form.server.ts";
import { failurePage, pageRequest, type PageRequest } from "#app/http/page.server.ts";
import { loginPath } from "#app/http/paths.ts";
import { AppError, isAppError } from "#app/infra/app-error.ts";

export type UploadedFile = { name: string; content: Readable };

/**
 * Makes an action of a function that takes one file from a multipart form, as a stream: nothing is held in memory, and
 * nothing is read before `admit` has let the person in. Other fields are passed over; a form without the file gives an
 * empty one. A refusal answers with the page, as `form` does.
 */
export function upload<R, A = undefined>(
  { admit, field, maxBytes }: { admit?: (request: PageRequest) => Promise<A>; field: string; maxBytes: number },
  act: (file: UploadedFile, request: AdmittedRequest<A>) => Promise<R>,
) {
  return async (args: ActionFunctionArgs) => {
    const request = pageRequest(args);
    try {
      const access = (await admit?.(request)) as A;
      return await act(await findFile(args.request, field, maxBytes), { ...request, access });
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.status === 401) return redirect(loginPath(request.url.pathname));
      if (![400, 409, 413, 429].includes(error.status)) throw failurePage(error, request);
      return refuse(error, request, {});
    }
  };
}

/** Reads the form up to its file. Throws AppError 400 for what is no multipart form. */
function findFile(request: Request, field: string, maxBytes: number): Promise<UploadedFile> {
  const type = request.headers.get("content-type") ?? "";
  if (!request.body || !/^multipart\/form-data\b/i.test(type)) throw new AppError("error.form", 400);
  const source = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  const limits = { files: 1, fields: 20, fileSize: maxBytes };
  return new Promise((resolve, reject) => {
    const parser = busboy({ headers: { "content-type": type }, limits, defParamCharset: "utf8" });
    let found: Readable | null = null;
    parser.on("file", (name, content, { filename }) => {
      if (name !== field) return void content.resume();
      found = content;
      content.once("limit", () => content.destroy(new AppError("error.body", 413)));
      resolve({ name: filename ?? "", content });
    });
    parser.once("close", () => resolve({ name: "", content: Readable.from([]) }));
    const fail = () => {
      const error = new AppError("error.form", 400);
      if (found) found.destroy(error);
      else reject(error);
    };
    parser.once("error", fail);
    source.once("error", fail);
    source.pipe(parser);
  });
}
