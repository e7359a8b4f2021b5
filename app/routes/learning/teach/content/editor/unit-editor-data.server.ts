import { formatFor } from "#app/i18n/format.ts";
import { messageKey } from "#app/i18n/message-key.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { getUnitFaults } from "#app/modules/learning/authoring/publishing-checklist.server.ts";
import { openEditorFor } from "#app/modules/learning/authoring/open-editor.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { teachPages } from "#app/routes/learning/teach/frame/teach-pages.ts";

/** What the editor of a unit opens with. */
export async function loadEditor({ actor, param, url, t, language, zone, isVisit }: PageRequest) {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const wished = url.searchParams.get("in");
  const { access, ...editing } = await openEditorFor(actor, address, wished ?? "", { isVisit });
  // Only what the page shows: all of it travels to the browser.
  const { slug, title, languages, defaultLanguage, state } = access.course;
  const course = { slug, title, languages, defaultLanguage, state };
  const { uploaded, refused } = uploadIn(url);
  const text = { hasText: editing.text.body.trim() !== "", ownLanguage: defaultLanguage };
  const faults = editing.unit.state === "draft" ? await getUnitFaults(editing.unit, text) : [];
  // In words: those of the teaching area are not among the messages of the browser, which makes this page again.
  const nav = teachPages({ t, format: formatFor(language, zone) }, await withOverview(access), "content");
  const said = refused && t(messageKey(refused));
  return { ...editing, nav, faults, course, userId: access.actor.id, uploaded, refused: said };
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
