import { data } from "@remix-run/node";
import { answerHeaders, type PageRequest } from "#app/http/page.server.ts";
import type { AppError } from "#app/infra/app-error.ts";
import type { FormFields } from "#app/modules/accounts/save-form.server.ts";

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

/**
 * Whether a refusal is shown on the page of its form, with what was typed. What could not be read as a form has nothing to
 * show there; the error page says that the browser still has it.
 */
export function refusesOnItsPage({ status, details }: AppError): boolean {
  return [400, 409, 422, 429].includes(status) || (status === 413 && details.fields !== undefined);
}

/** The answer of a refused form. Passwords are never given back. */
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
  return data(failure, { status, headers: answerHeaders(error) });
}
