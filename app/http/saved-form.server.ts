import { redirect } from "@remix-run/node";
import { savedFormCookie, writeCookie } from "#app/http/cookies.ts";
import { failurePage, type PageRequest } from "#app/http/page.server.ts";
import { loginPath } from "#app/http/paths.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { env } from "#app/infra/env.server.ts";
import { savedFormSeconds } from "#app/modules/accounts/kept-data.ts";
import { deleteSavedForm, type FormFields, saveForm } from "#app/modules/accounts/save-form.server.ts";

/** Hands the secret of a saved form to its browser. */
export function writeSavedFormCookie(secret: string): string {
  const secure = env().PUBLIC_URL.startsWith("https:");
  return writeCookie(savedFormCookie, secret, { maxAge: savedFormSeconds, secure });
}

/**
 * Saves what was typed and leads to signing in and back. What is too large or too many to be saved is answered with a page
 * that says to sign in in another tab: leading away would lose it.
 */
export async function signInAndComeBack(request: PageRequest, path: string, typed: FormFields): Promise<Response> {
  const login = loginPath(path);
  if (Object.keys(typed).length === 0) return redirect(login);
  try {
    const secret = await saveForm(withoutQuery(path), typed, { guestAddress: request.address });
    return redirect(login, { headers: { "Set-Cookie": writeSavedFormCookie(secret) } });
  } catch (error) {
    if (isAppError(error)) throw failurePage(error, request);
    throw error;
  }
}

/** What a script is told when nobody is signed in: JSON with a sentence and the address of the sign-in page. */
export function askToSignIn(path: (request: PageRequest) => string) {
  return (request: PageRequest): Response => {
    const message = request.t("error.sign_in_needed");
    const headers = { "Cache-Control": "no-store" };
    return Response.json({ message, signIn: loginPath(path(request)) }, { status: 401, headers });
  };
}

/** Forgets what was saved for a page, once its own form was sent; signing in, a form too, must leave it. */
export async function clearSavedForm(secret: string, path: string, answer: Response): Promise<void> {
  if (!(await deleteSavedForm(secret, withoutQuery(path)))) return;
  // The step itself may have saved something new.
  if (answer.headers.getSetCookie().some((cookie) => cookie.startsWith(`${savedFormCookie}=`))) return;
  answer.headers.append("Set-Cookie", writeCookie(savedFormCookie, "", { maxAge: 0, secure: false }));
}

function withoutQuery(path: string): string {
  return path.replace(/[?#].*$/, "");
}
