import type { ActionFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import type { BodyReader } from "#app/http/bodies/body-reader.ts";
import { composeFields, type FieldsRead, nothingRead } from "#app/http/bodies/fields.ts";
import { requireForm } from "#app/http/bodies/incoming.ts";
import { type BodyLimits, usualLimits } from "#app/http/bodies/limits.ts";
import { plainBody } from "#app/http/bodies/plain.server.ts";
import { parseFields } from "#app/http/parse-fields.ts";
import { refuse, refusesOnItsPage } from "#app/http/form-refusal.server.ts";
import { refuseWithoutPage } from "#app/http/refusal-page.server.ts";
import { failurePage, type PageRequest, pageRequest, type Resend } from "#app/http/page.server.ts";
import { clearSavedForm, signInAndComeBack } from "#app/http/saved-form.server.ts";
import type { AppError } from "#app/infra/app-error.ts";
import { expectedFailure } from "#app/infra/passing-failure.server.ts";

export { parseFields } from "#app/http/parse-fields.ts";
export type { FormFailure } from "#app/http/form-refusal.server.ts";

type FormOptions<S extends z.ZodType, A, F> = {
  schema: S;
  /** How the body is read, when files may come with it. */
  body?: BodyReader<F>;
  /** Limits of this address that are not the usual ones. */
  limits?: Partial<BodyLimits>;
  /**
   * Throws when whoever asks may not do it: asked before the schema, and before anything of a file is stored. What it
   * returns, the action gets as `access`.
   */
  admit?: (request: PageRequest) => Promise<A>;
  /** The page that shows the form, when it is not the form's own address: where signing in leads back to. */
  page?: (request: PageRequest) => string;
  /** The address has no page of its own to show a refusal in: it answers JSON, or what this makes of the refusal. */
  resource?: true | ((error: AppError, request: PageRequest) => Response);
  /** What a script is told when nobody is signed in; without it what was typed is saved and the answer leads to signing in. */
  signedOut?: (request: PageRequest) => Response;
};

/** A request whose right to do what it asks for is known: `access` is what `admit` gave. */
export type AdmittedRequest<A> = PageRequest & { access: A };

/**
 * Makes an action of a function: the one way in which a form comes in. In this order: method, content type and size; the
 * right to send it (`admit`); reading, within the limits of the address; Unicode normalisation; the schema; `act`. A refusal
 * answers 400 (422 to `fetch`) with the page, the typed values and a sentence per field; 405, 413 and 415 say what cannot be
 * taken. When nobody is signed in, what was typed is saved and the answer leads to signing in and back.
 */
export function form<S extends z.ZodType, R, A = undefined, F = null>(
  options: FormOptions<S, A, F>,
  act: (input: z.infer<S>, request: AdmittedRequest<A>, files: F) => Promise<R>,
) {
  return async (args: ActionFunctionArgs) => {
    const request = pageRequest(args);
    const read = nothingRead();
    try {
      return await takeForm(options, act, request, read);
    } catch (error) {
      const failure = expectedFailure(error);
      if (!failure) throw error;
      return answerRefusal(failure, options, request, read);
    }
  };
}

async function takeForm<S extends z.ZodType, R, A, F>(
  options: FormOptions<S, A, F>,
  act: (input: z.infer<S>, request: AdmittedRequest<A>, files: F) => Promise<R>,
  request: PageRequest,
  read: FieldsRead,
): Promise<R> {
  const body = options.body ?? (plainBody as BodyReader<unknown> as BodyReader<F>);
  const limits = { ...usualLimits, ...body.limits, ...options.limits };
  const encoding = requireForm(request.request, limits);
  const { access, denial } = await askFor(options, request);
  if (denial && !usesTyped(denial, options)) throw denial;
  const incoming = { request: request.request, encoding, limits, read, takesFiles: denial === null };
  return body.read(incoming, async (files) => {
    if (denial) throw denial;
    read.fields = composeFields(read);
    const result = await act(parseFields(options.schema, read.fields), { ...request, access }, files);
    if (request.savedFormSecret && result instanceof Response) {
      await clearSavedForm(request.savedFormSecret, pathOf(options, request), result);
    }
    return result;
  });
}

/** What `admit` gives, or why it gives nothing. */
async function askFor<S extends z.ZodType, A, F>({ admit }: FormOptions<S, A, F>, request: PageRequest) {
  try {
    return { access: (await admit?.(request)) as A, denial: null };
  } catch (error) {
    const denial = expectedFailure(error);
    if (denial) return { access: undefined as A, denial };
    throw error;
  }
}

/** Whether a refusal gives back, or saves, what was typed: then the fields are read all the same. */
function usesTyped<S extends z.ZodType, A, F>(error: AppError, options: FormOptions<S, A, F>): boolean {
  if (error.status === 401) return !options.signedOut;
  return !options.resource && (error.status === 503 || refusesOnItsPage(error));
}

async function answerRefusal<S extends z.ZodType, A, F>(
  error: AppError,
  options: FormOptions<S, A, F>,
  request: PageRequest,
  { fields }: FieldsRead,
) {
  const { resource, signedOut } = options;
  if (error.status === 401) {
    return signedOut ? signedOut(request) : await signInAndComeBack(request, pathOf(options, request), { ...fields });
  }
  if (typeof resource === "function") return resource(error, request);
  if (!resource && !refusesOnItsPage(error)) {
    // Making the page of the form would need what has just failed.
    throw failurePage(error, request, error.status === 503 ? resendOf(request, fields) : undefined);
  }
  const refusal = refuse(error, request, { ...fields });
  if (!resource) return refusal;
  const answer = refuseWithoutPage(error, request, refusal.data);
  return new Response(answer.body, { status: refusal.init?.status, headers: answer.headers });
}

function pathOf<S extends z.ZodType, A, F>({ page }: FormOptions<S, A, F>, request: PageRequest): string {
  return page ? page(request) : request.url.pathname + request.url.search;
}

function resendOf({ url }: PageRequest, fields: FieldsRead["fields"]): Resend {
  const shown = Object.entries(fields).filter(([name]) => !/password/i.test(name));
  const pairs = shown.flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
  return { action: url.pathname + url.search, fields: pairs };
}
