import { loginPath } from "#app/http/paths.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { signedOutWords } from "#app/ui/forms/save-line.tsx";

/** What the page's own saving is told when it has saved. Dates travel as text. */
export function savedAnswer({ version, savedAt }: { version: number; savedAt: Date }): Response {
  return Response.json({ version, savedAt }, { headers: { "Cache-Control": "no-store" } });
}

/**
 * What it is told when somebody else has saved: 409 with what stands there, by the names of the form's fields, so that the
 * page finds out whether it was its own answer that was lost. Any other error is thrown on.
 */
export function staleAnswer<S extends { version: number }>(
  error: unknown,
  fieldsOf: (saved: S) => Record<string, string>,
): Response {
  if (!isAppError(error) || error.code !== "assignments.error.stale") throw error;
  const { saved } = error.details.data as { saved: S };
  return Response.json({ version: saved.version, theirs: fieldsOf(saved) }, { status: 409 });
}

/** What it is told when nobody is signed in any more: 401 with a sentence and the address of the sign-in page. */
export function signedOutAnswer(pageOf: (request: PageRequest) => string) {
  return (request: PageRequest): Response => {
    return Response.json({ signIn: loginPath(pageOf(request)), ...signedOutWords(request.t) }, { status: 401 });
  };
}
