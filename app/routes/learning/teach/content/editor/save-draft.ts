import { form } from "#app/http/form.server.ts";
import { type PageRequest, requireSameViewer } from "#app/http/page.server.ts";
import { savedAt as savedLine, signedOutWords } from "#app/ui/forms/save-line.tsx";
import { loginPath } from "#app/http/paths.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { formatFor } from "#app/i18n/format.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { saveDraft, type StaleDraft } from "#app/modules/learning/authoring/save-draft.server.ts";
import { seeEditors } from "#app/modules/learning/authoring/track-editors.server.ts";
import { autosaveSchema } from "#app/modules/learning/authoring/schemas.ts";
import { unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { admitToUnit } from "#app/routes/learning/teach/content/admit-to-unit.server.ts";
import { theirsHeading } from "./conflict.tsx";
import { presentWords } from "./other-editors.tsx";

export const loader = leadsTo(({ param }) => unitEditorPath(param("slug"), param("unit")));

/**
 * Saves what the editor sends by itself. Answers `{ version, savedAt, message, again, present }`; `{ theirs }` with the text that
 * stands there (409), `{ signIn }` with the address of the sign-in page (401), `{ message }` in the reader's language for
 * what is refused. `present` says who else has the unit open. With the intent "seen" nothing is saved: `{ present }`.
 */
export const action = form(
  { schema: autosaveSchema, resource: true, admit, signedOut },
  async (input, { actor, param, t, language, zone }) => {
    const address = { courseSlug: param("slug"), unitSlug: param("unit") };
    const format = formatFor(language, zone);
    const present = presentWords({ t, format }, await seeEditors(actor, address, input.language));
    if (input.intent === "seen") return Response.json({ present });
    try {
      const { version, savedAt } = await saveDraft(actor, address, input);
      const time = format.time(savedAt);
      const words = { message: savedLine(t, time), again: savedLine(t, time, { isAgain: true }) };
      return Response.json({ version, savedAt, ...words, present });
    } catch (error) {
      if (!isAppError(error) || error.code !== "authoring.editor.error.stale") throw error;
      const stale = error.details.data as StaleDraft;
      const theirs = { ...stale, heading: theirsHeading(t, stale.savedBy) };
      return Response.json({ theirs, present }, { status: 409 });
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
