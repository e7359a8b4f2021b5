import { form } from "#app/http/form.server.ts";
import { type PageRequest, requireSameViewer } from "#app/http/page.server.ts";
import { signedOutWords } from "#app/ui/forms/save-line.tsx";
import { loginPath } from "#app/http/paths.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { saveDraft } from "#app/modules/learning/authoring/save-draft.server.ts";
import { seeEditors } from "#app/modules/learning/authoring/track-editors.server.ts";
import { autosaveSchema } from "#app/modules/learning/authoring/schemas.ts";
import { unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { admitToUnit } from "#app/routes/learning/teach/content/admit-to-unit.server.ts";

export const loader = leadsTo(({ param }) => unitEditorPath(param("slug"), param("unit")));

/**
 * Saves what the editor sends by itself. Answers `{ version, savedAt, others }`; `{ theirs }` with the text that stands
 * there (409), `{ signIn }` with the address of the sign-in page (401), `{ message }` in the reader's language for what
 * is refused. With the intent "seen" nothing is saved: `{ others }`.
 */
export const action = form(
  { schema: autosaveSchema, resource: true, admit, signedOut },
  async (input, { actor, param }) => {
    const address = { courseSlug: param("slug"), unitSlug: param("unit") };
    const others = await seeEditors(actor, address, input.language);
    if (input.intent === "seen") return Response.json({ others });
    try {
      return Response.json({ ...(await saveDraft(actor, address, input)), others });
    } catch (error) {
      if (!isAppError(error) || error.code !== "authoring.editor.error.stale") throw error;
      return Response.json({ theirs: error.details.data, others }, { status: 409 });
    }
  },
);

/** Whoever wrote it, and still may. */
async function admit(request: PageRequest) {
  await requireSameViewer(request);
  await admitToUnit(request);
}

/** The editor keeps the text on the device meanwhile. */
function signedOut({ request, param, t }: PageRequest): Response {
  const back = request.headers.get("Referer");
  const search = back && URL.canParse(back) ? new URL(back).search : "";
  const signIn = loginPath(unitEditorPath(param("slug"), param("unit")) + search);
  return Response.json({ signIn, ...signedOutWords(t) }, { status: 401 });
}
