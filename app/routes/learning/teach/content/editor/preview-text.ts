import { form } from "#app/http/form.server.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import { askToSignIn } from "#app/http/saved-form.server.ts";
import { previewText } from "#app/modules/learning/authoring/open-editor.server.ts";
import { previewSchema } from "#app/modules/learning/authoring/schemas.ts";
import { unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { admitToUnit } from "#app/routes/learning/teach/content/admit-to-unit.server.ts";

export const loader = leadsTo(({ param }) => unitEditorPath(param("slug"), param("unit")));

const signedOut = askToSignIn(({ param }) => unitEditorPath(param("slug"), param("unit")));

/** The HTML of a text, for the editor; the same that learners will get. */
export const action = form(
  { schema: previewSchema, resource: true, signedOut, admit: admitToUnit },
  async (input, { actor, param }) => {
    const html = await previewText(actor, { courseSlug: param("slug"), unitSlug: param("unit") }, input);
    const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
    return new Response(html, { headers });
  },
);
