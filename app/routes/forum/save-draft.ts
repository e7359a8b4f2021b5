import { admitActiveViewer } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { loginPath } from "#app/http/paths.ts";
import { pageless } from "#app/http/resource.server.ts";
import { isAppError, notFound } from "#app/infra/app-error.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { readPlace, writingPath } from "#app/modules/forum/drafts/draft-place.ts";
import { type DraftConflict, saveDraft } from "#app/modules/forum/drafts/save-draft.server.ts";
import { draftSchema } from "#app/modules/forum/schemas.ts";
import { signedOutWords } from "#app/ui/forms/save-line.tsx";

const placeOf = ({ url }: PageRequest) => readPlace(url.searchParams.get("of"));

const admit = async (request: PageRequest) => requirePoster(await admitActiveViewer(request));

function signedOut(request: PageRequest): Response {
  const place = placeOf(request);
  const signIn = loginPath(place ? writingPath(place) : "/me/drafts");
  return Response.json({ signIn, ...signedOutWords(request.t) }, { status: 401 });
}

export const loader = pageless(async () => {
  throw notFound();
});

/**
 * Saves a draft for the composer's own saving. Answers `{ version, savedAt }`; 409 with what stands there by the names of the
 * form's fields (`theirs`, nothing when it has ended) and the words of the choice; 401 with the address of the sign-in page.
 */
export const action = form({ schema: draftSchema, resource: true, admit, signedOut }, async (input, request) => {
  const place = placeOf(request);
  if (!place) throw notFound();
  try {
    const { sequence, savedAt } = await saveDraft(request.access, place, input);
    return Response.json({ version: sequence, savedAt }, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    if (!isAppError(error) || error.status !== 409) throw error;
    return staleAnswer(error.details.data as DraftConflict, place.kind === "edit", request);
  }
});

function staleAnswer({ draft }: DraftConflict, isEdit: boolean, { t }: PageRequest): Response {
  const { title, body, language, isSealed, tags, clientId, sequence: version } = draft;
  if (draft.isEnded) {
    const choice = { keep: t("forum.draft.keep_new"), take: t("forum.draft.drop") };
    return Response.json({ version, message: t("forum.draft.ended"), choice }, { status: 409 });
  }
  const theirs = {
    title,
    body,
    language,
    [isEdit ? "version" : "clientId"]: clientId,
    ...(isSealed && { sealed: "on" }),
    ...(tags && { tags }),
  };
  const choice = { there: t("forum.draft.there"), take: t("forum.draft.take"), keep: t("forum.draft.keep") };
  return Response.json({ version, theirs, message: t("forum.draft.newer"), choice }, { status: 409 });
}
