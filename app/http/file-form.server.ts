import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import type { z } from "zod";
import { type AdmittedRequest, parseFields, refuse } from "#app/http/form.server.ts";
import { failurePage, pageRequest, type PageRequest } from "#app/http/page.server.ts";
import { loginPath } from "#app/http/paths.ts";
import { AppError, isAppError } from "#app/infra/app-error.ts";

export type SmallFile = { name: string; bytes: Uint8Array };

/**
 * Makes an action of a function that takes a form with a small file among its fields: everything is held in memory, so it
 * is for what the limit of a plain form allows. No file chosen gives null. A refusal answers with the page, as `form` does;
 * the file has to be chosen again, the rest stays as it was typed.
 */
export function fileForm<S extends z.ZodType, R, A = undefined>(
  { schema, admit, file: field }: { schema: S; admit?: (request: PageRequest) => Promise<A>; file: string },
  act: (input: z.infer<S>, file: SmallFile | null, request: AdmittedRequest<A>) => Promise<R>,
) {
  return async (args: ActionFunctionArgs) => {
    const request = pageRequest(args);
    const typed: Record<string, string[]> = Object.create(null);
    try {
      const file = await read(args.request, field, typed);
      const access = (await admit?.(request)) as A;
      return await act(parseFields(schema, typed), file, { ...request, access });
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.status === 401) return redirect(loginPath(request.url.pathname));
      if (![400, 409, 413, 429].includes(error.status)) throw failurePage(error, request);
      return refuse(error, request, { ...typed });
    }
  };
}

async function read(request: Request, field: string, typed: Record<string, string[]>): Promise<SmallFile | null> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) return null;
  const data = await request.formData().catch(() => {
    throw new AppError("error.form", 400);
  });
  let file: SmallFile | null = null;
  for (const [name, value] of data) {
    if (typeof value === "string") (typed[name] ??= []).push(value.replaceAll("\u0000", "").normalize("NFC"));
    else if (name === field && value.size > 0 && !file)
      file = { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) };
  }
  return file;
}
