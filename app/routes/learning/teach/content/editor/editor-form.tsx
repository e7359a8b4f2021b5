import { useRef, useState } from "react";
import type { FormState } from "#app/http/typed.ts";
import type { StaleDraft } from "#app/modules/learning/authoring/save-draft.server.ts";
import { maxNote, maxTitle } from "#app/modules/learning/courses/limits.ts";
import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import type { UnitEditorData } from "./unit-editor-data.server.ts";
import { FieldNotes, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import type { Theirs, Written } from "./autosave.ts";
import { BodyField } from "./body-field.tsx";
import { Conflict, KeptMine } from "./conflict.tsx";
import { EditorButtons } from "./editor-buttons.tsx";
import { EditorToolbar } from "./editor-toolbar.tsx";
import { FormattingHelp } from "./formatting-help.tsx";
import { FileButton } from "./file-button.tsx";
import { inLanguage } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { OtherEditors } from "./other-editors.tsx";
import { PlainUpload } from "./plain-upload.tsx";
import { SaveStatus } from "./save-status.tsx";
import { SidePane, type View, ViewButtons } from "./side-pane.tsx";
import { useAutosave } from "./use-autosave.ts";
import { usePreview } from "./use-preview.ts";
import { useTextKeys } from "./use-text-keys.ts";

/**
 * The form that a unit's text is written in. Complete as a plain form; where scripts run it saves itself, shows the text
 * as learners will see it, and says who else is at it.
 */
export function EditorForm({ data, form }: { data: UnitEditorData; form: FormState }) {
  const { t } = useI18n();
  const { course, unit, language, source } = data;
  const base = teachPath(course.slug, `content/${unit.slug}`);
  const formRef = useRef<HTMLFormElement>(null);
  const textRef = useTextKeys(formRef);
  const refused = form.failure?.code === "authoring.editor.error.stale" ? (form.failure.data as StaleDraft) : null;
  const { state, others, isLive, autosave } = useAutosave(formRef, {
    url: `${base}/draft.json`,
    key: `${data.userId}:${unit.id}:${language}`,
    language,
    saved: data.text,
    theirs: refused,
    others: data.others,
  });
  const preview = usePreview(formRef, `${base}/preview.html`, language);
  const [view, setView] = useState<View>("write");
  const [mine, setMine] = useState<Written | null>(null);
  const theirs = state.kind === "conflict" ? state.answer.theirs : null;
  const take = (one: Theirs) => {
    setMine(autosave.current!.text());
    autosave.current!.takeTheirs(one);
  };
  return (
    <>
      <OtherEditors others={others} />
      {theirs && (
        <Conflict
          theirs={theirs}
          language={language}
          onMine={isLive ? () => autosave.current!.keepMine(theirs) : undefined}
          onTheirs={isLive ? () => take(theirs) : undefined}
        />
      )}
      {mine && <KeptMine text={mine} language={language} />}
      <form
        ref={formRef}
        className="editor"
        method="post"
        action={unitEditorPath(course.slug, unit.slug, language)}
        encType="multipart/form-data"
        // The device brings back what is not saved; a browser that did would bring back what is saved no more.
        autoComplete="off"
      >
        <input type="hidden" name="language" value={language} />
        {source && <input type="hidden" name="source" value={source.number} />}
        {isLive && <ViewButtons view={view} onView={setView} hasSource={source !== null} />}
        <div className="editor-panes" data-view={isLive ? view : undefined}>
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
              {isLive && (
                <EditorToolbar textRef={textRef}>
                  <FileButton url={`${base}/files.json`} textRef={textRef} />
                </EditorToolbar>
              )}
              <BodyField
                value={form.value("body", data.text.body)}
                // Whoever has seen the newer text may save over it.
                version={refused?.version ?? form.value("version", data.version)}
                {...inLanguage(language)}
                invalid={form.error("body") !== undefined}
                describedBy={form.error("body") ? "body-error" : undefined}
              />
            </div>
          </div>
          <SidePane
            view={isLive ? view : null}
            source={source}
            language={language}
            html={preview.html ?? data.html}
            isOld={preview.isOld}
          />
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
        <SaveStatus state={state} saved={data.saved} isLive={isLive} />
        <EditorButtons data={data} />
      </form>
      {!isLive && (
        <PlainUpload action={`${base}/files.json?in=${language}`} uploaded={data.uploaded} refused={data.refused} />
      )}
    </>
  );
}
