import type { FormState } from "#app/http/typed.ts";
import type { StaleDraft } from "#app/modules/learning/authoring/save-draft.server.ts";
import { maxNote, maxTitle } from "#app/modules/learning/courses/limits.ts";
import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import type { UnitEditorData } from "./unit-editor-data.server.ts";
import { FieldNotes, TextField } from "#app/ui/forms/fields.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Conflict } from "./conflict.tsx";
import { EditorButtons } from "./editor-buttons.tsx";
import { EditorToolbar } from "./editor-toolbar.tsx";
import { FormattingHelp } from "./formatting-help.tsx";
import { inLanguage } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { OtherEditors } from "./other-editors.tsx";
import { PlainUpload } from "./plain-upload.tsx";
import { SaveStatus } from "./save-status.tsx";
import { SidePane, ViewButtons } from "./side-pane.tsx";

/**
 * The form that a unit's text is written in. Complete as a plain form; where scripts run it saves itself, shows the text
 * as learners will see it, and says who else is at it.
 */
export function EditorForm({ data, form }: { data: UnitEditorData; form: FormState }) {
  const { t } = useI18n();
  const { course, unit, language, source } = data;
  const base = teachPath(course.slug, `content/${unit.slug}`);
  const refused = form.failure?.code === "authoring.editor.error.stale" ? (form.failure.data as StaleDraft) : null;
  return (
    <unit-editor
      data-base={base}
      data-draft={`${data.userId}:${unit.id}:${language}`}
      data-language={language}
      data-served={form.failure || form.fromSavedForm ? servedText(refused ?? data.text) : undefined}
      data-conflict={refused ? "" : undefined}
    >
      <OtherEditors others={data.others} />
      <Conflict theirs={refused} language={language} />
      <form
        className="editor"
        method="post"
        action={unitEditorPath(course.slug, unit.slug, language)}
        encType="multipart/form-data"
        // The device brings back what is not saved; a browser that did would bring back what is saved no more.
        autoComplete="off"
      >
        <input type="hidden" name="language" value={language} />
        {source && <input type="hidden" name="source" value={source.number} />}
        {/* Whoever has seen the newer text may save over it. */}
        <input type="hidden" name="version" value={refused?.version ?? form.value("version", data.version)} />
        <ViewButtons hasSource={source !== null} />
        <div className="editor-panes">
          <div className="pane-write stack stack-tight">
            <TextField
              name="title"
              label={t("authoring.editor.field.title")}
              required
              maxLength={maxTitle}
              {...inLanguage(language)}
              defaultValue={form.value("title", data.text.title)}
              error={form.error("title")}
            />
            <div className="field">
              <label htmlFor="body">{t("authoring.editor.field.body")}</label>
              <FieldNotes id="body" error={form.error("body")} />
              <FormattingHelp />
              <EditorToolbar />
              <textarea
                className="input editor-body"
                id="body"
                name="body"
                rows={24}
                {...inLanguage(language)}
                aria-describedby={form.error("body") ? "body-error" : undefined}
                aria-invalid={form.error("body") ? true : undefined}
                defaultValue={form.value("body", data.text.body)}
              />
            </div>
          </div>
          <SidePane source={source} language={language} html={data.html} />
        </div>
        <div className="form editor-end">
          <TextField
            name="note"
            label={t("authoring.editor.field.note")}
            hint={t("authoring.editor.field.note_hint")}
            optional={t("authoring.editor.optional")}
            maxLength={maxNote}
            defaultValue={form.value("note")}
            error={form.error("note")}
          />
        </div>
        <SaveStatus saved={data.saved} isStale={refused !== null} />
        <EditorButtons data={data} />
      </form>
      <PlainUpload action={`${base}/files.json?in=${language}`} uploaded={data.uploaded} refused={data.refused} />
      <Island name="unit-editor" />
    </unit-editor>
  );
}

/** What the server has, where the fields show what was typed: the island tells by it what is not saved. */
function servedText({ title, body }: { title: string; body: string }): string {
  return JSON.stringify({ title, body });
}
