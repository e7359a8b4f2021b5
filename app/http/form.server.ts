import { messageKey } from "#app/i18n/message-key.ts";
import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import type { z } from "zod";
import { writeCookie } from "#app/http/cookies.ts";
import { loginPath } from "#app/http/paths.ts";
import { type PageRequest, failurePage, pageRequest, waitHeaders } from "#app/http/page.server.ts";
import { AppError, type FieldErrors, isAppError } from "#app/infra/app-error.ts";
import { env } from "#app/infra/env.server.ts";
import { dropKeptForm, keepForm, type FormFields } from "#app/modules/accounts/kept-forms.server.ts";

/** What a refused form gives back to its page: sentences in the reader's language, and all that was typed. */
export type FormFailure = {
  failed: true;
  code: string;
  message: string;
  /** Field name -> sentence. */
  fields: Record<string, string>;
  typed: FormFields;
  data: unknown;
};

type FormOptions<S extends z.ZodType, A> = {
  schema: S;
  /** Throws when whoever asks may not do it: asked before the schema. What it returns, the action gets as `access`. */
  admit?: (request: PageRequest) => Promise<A>;
  /** The page that shows the form, when it is not the form's own address: where signing in leads back to. */
  page?: (request: PageRequest) => string;
  /** The address has no page of its own to show a refusal in: it answers JSON. */
  resource?: true;
};

/** A request whose right to do what it asks for is known: `access` is what `admit` gave. */
export type AdmittedRequest<A> = PageRequest & { access: A };

/**
 * Makes an action of a function. The body is read as a plain HTML form, `admit` says whether this person may send it, then
 * `schema` checks it; a refusal answers 400 (422 to `fetch`) with the page, the typed values and a sentence per field. When
 * nobody is signed in, what was typed is kept and the answer leads to signing in and back.
 */
export function form<S extends z.ZodType, R, A = undefined>(
  { schema, admit, page, resource }: FormOptions<S, A>,
  act: (input: z.infer<S>, request: AdmittedRequest<A>) => Promise<R>,
) {
  return async (args: ActionFunctionArgs) => {
    const request = pageRequest(args);
    const path = page ? page(request) : request.url.pathname + request.url.search;
    let typed: FormFields = {};
    try {
      typed = await readFields(args.request);
      const access = (await admit?.(request)) as A;
      const result = await act(parseFields(schema, typed), { ...request, access });
      if (request.keptSecret && result instanceof Response) await forgetKept(request.keptSecret, path, result);
      return result;
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.status === 401) return await signInAndComeBack(path, typed);
      if (!resource && ![400, 409, 413, 422, 429].includes(error.status)) throw failurePage(error, request);
      const refusal = refuse(error, request, typed);
      // The framework keeps the status of plain data only where there is a page.
      return resource ? Response.json(refusal.data, refusal.init ?? {}) : refusal;
    }
  };
}

/** Checks form fields by a schema. Throws AppError 400 "error.form" that names each wrong field. */
export function parseFields<S extends z.ZodType>(schema: S, typed: FormFields): z.infer<S> {
  const input = Object.fromEntries(
    Object.entries(typed).map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  );
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields: FieldErrors = {};
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? "form");
    const isKey = /^[a-z_]+(\.[a-z_]+)+$/.test(issue.message);
    const code = isKey ? messageKey(issue.message) : "error.field.invalid";
    const max = "maximum" in issue ? Number(issue.maximum) : 0;
    fields[name] ??= { code, values: { max } };
  }
  throw new AppError("error.form", 400, { fields });
}

/**
 * The fields of a form. One without fields may come without a body, and so without its type. Anything else is refused and
 * not taken for an empty form: saving that would clear what was saved before. Throws AppError 400 "error.form".
 */
async function readFields(request: Request): Promise<FormFields> {
  const fields: FormFields = Object.create(null);
  // The framework calls an action for every method that writes; a page only ever posts.
  if (request.method !== "POST") throw new AppError("error.form", 400);
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) {
    if ((await request.text()) === "") return {};
    throw new AppError("error.form", 400);
  }
  const sent = await request.formData().catch(() => {
    throw new AppError("error.form", 400);
  });
  for (const [name, value] of sent) {
    // PostgreSQL holds no NUL, in text or in JSON.
    if (typeof value === "string") (fields[name] ??= []).push(value.replaceAll("\u0000", "").normalize("NFC"));
  }
  return { ...fields };
}

/** Keeps what was typed and leads to signing in and back. */
export async function signInAndComeBack(path: string, typed: FormFields) {
  const secret = await keepForm(withoutQuery(path), typed);
  const cookie = writeCookie("kept", secret, { maxAge: 3600, secure: env().PUBLIC_URL.startsWith("https:") });
  return redirect(loginPath(path), { headers: { "Set-Cookie": cookie } });
}

/** What was kept is done with once its own form was sent; signing in, a form too, must leave it. */
/** Forgets what was kept for a page, once its own form was sent. */
export async function forgetKept(secret: string, path: string, answer: Response) {
  if (!(await dropKeptForm(secret, withoutQuery(path)))) return;
  // The step itself may have kept something new.
  if (answer.headers.getSetCookie().some((cookie) => cookie.startsWith("kept="))) return;
  answer.headers.append("Set-Cookie", writeCookie("kept", "", { maxAge: 0, secure: false }));
}

function withoutQuery(path: string): string {
  return path.replace(/[?#].*$/, "");
}

export function refuse(error: AppError, request: PageRequest, typed: FormFields) {
  const { t } = request;
  const fields = Object.fromEntries(
    Object.entries(error.details.fields ?? {}).map(([name, { code, values }]) => [name, t(code, values)]),
  );
  const shown = Object.fromEntries(Object.entries(typed).filter(([name]) => !/password/i.test(name)));
  const message = t(error.code, error.details.values);
  const failure: FormFailure = {
    failed: true,
    code: error.code,
    message,
    fields,
    typed: shown,
    data: error.details.data,
  };
  const isFetch = request.request.headers.get("sec-fetch-dest") === "empty";
  const status = error.status === 400 && isFetch ? 422 : error.status;
  return data(failure, { status, headers: waitHeaders(error) });
}
