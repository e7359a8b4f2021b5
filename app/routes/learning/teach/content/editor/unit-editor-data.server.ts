import { messageKey } from "#app/i18n/message-key.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { getUnitFaults } from "#app/modules/learning/authoring/publishing-checklist.server.ts";
import { openEditorFor } from "#app/modules/learning/authoring/open-editor.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";

/** What the editor of a unit opens with. */
export async function loadEditor({ actor, param, url, t, isVisit }: PageRequest) {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const wished = url.searchParams.get("in");
  const { access, ...editing } = await openEditorFor(actor, address, wished ?? "", { isVisit });
  const { course } = access;
  const { uploaded, refused } = uploadIn(url);
  const text = { hasText: editing.text.body.trim() !== "", ownLanguage: course.defaultLanguage };
  const faults = editing.unit.state === "draft" ? await getUnitFaults(editing.unit, text) : [];
  const said = refused && t(messageKey(refused));
  const userId = access.actor.id;
  return { ...editing, access: await withOverview(access), faults, course, userId, uploaded, refused: said };
}

export type UnitEditorData = Awaited<ReturnType<typeof loadEditor>>;

/** What a plain upload led back with. */
function uploadIn(url: URL): { uploaded: string | null; refused: string | null } {
  const [file, code] = [url.searchParams.get("file"), url.searchParams.get("refused")];
  return {
    uploaded: file !== null && /^[\w.-]{1,100}$/.test(file) ? file : null,
    refused:
      code !== null && /^(courses\.file\.[a-z_]+|authoring\.editor\.error\.[a-z_]+|error\.(body|cut_off))$/.test(code)
        ? code
        : null,
  };
}
