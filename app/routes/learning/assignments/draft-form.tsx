import type { FormState } from "#app/http/typed.ts";
import { directionOf, languages } from "#app/i18n/languages.ts";
import {
  type AssignmentSettings,
  countWords,
  maxTextLength,
} from "#app/modules/learning/assignments/assignment-settings.ts";
import type { Standing } from "#app/modules/learning/assignments/get-assignment.server.ts";
import { FileList } from "#app/routes/learning/assignments/file-list.tsx";
import { FormattingHelp } from "#app/ui/forms/formatting-help.tsx";
import { Toolbar } from "#app/ui/forms/markdown-toolbar.tsx";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { FieldNotes, SelectField, TextArea } from "#app/ui/forms/fields.tsx";
import { savedAt, SaveLine, saveWords } from "#app/ui/forms/save-line.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type Stale = { saved: { body: string; version: number }; typed: string | null };
type Props = {
  address: string;
  /** Names the text that the browser keeps: whose, of which assignment. */
  text: string;
  mine: Standing;
  form: FormState;
  settings: AssignmentSettings;
};

/**
 * The form that a submission is written in. Complete as a plain form; islands add a toolbar, a preview in place, and
 * saving on its own.
 */
export function DraftForm({ address, text, mine, form, settings }: Props) {
  const { t, format, language } = useI18n();
  const { draft } = mine;
  const stale = form.failure?.code === "assignments.error.stale" ? (form.failure.data as Stale) : null;
  const written = form.value("language", draft?.language ?? language);
  // After a refusal because of another tab, sending again is meant for the newer draft.
  const version = stale ? String(stale.saved.version) : form.value("version", String(draft?.version ?? 0));
  const hasText = settings.form !== "files";
  const megabytes = settings.maxBytes / 1024 / 1024;
  return (
    <draft-autosave
      data-url={`${address}.json`}
      // What was handed in before is no draft of what is written now.
      data-draft={`submission:${text}:${mine.current?.number ?? 0}`}
      data-typed={form.failure || form.fromSavedForm ? "" : undefined}
      data-conflict={stale ? t("assignments.autosave.choose") : undefined}
    >
      <forum-composer>
        {form.fromSavedForm && <Notice>{t("assignments.submission.kept")}</Notice>}
        {stale && <OtherText text={stale.saved.body} />}
        <form method="post" action={address} encType="multipart/form-data" className="stack" autoComplete="off">
          <input type="hidden" name="version" value={version} />
          <div hidden={!hasText}>
            <TextArea
              name="body"
              label={t("assignments.submission.body")}
              hint={
                settings.maxWords !== null &&
                t("assignments.submission.words_hint", {
                  max: settings.maxWords,
                  count: countWords(draft?.body ?? ""),
                })
              }
              maxLength={maxTextLength}
              rows={14}
              lang={written}
              defaultValue={form.value("body", draft?.body ?? "")}
              error={form.error("body")}
            />
            <Toolbar />
            <FormattingHelp />
          </div>
          {hasText && (
            <SelectField
              name="language"
              label={t("assignments.submission.language")}
              defaultValue={written}
              options={languages.map((code) => ({ value: code, label: format.languageName(code) }))}
            />
          )}
          {settings.form !== "text" && (
            <div className="field">
              <label htmlFor="files">{t("assignments.files.label")}</label>
              <FieldNotes
                id="files"
                hint={t("assignments.files.hint", { count: settings.maxFiles, max: format.number(megabytes) })}
                error={form.error("files")}
              />
              <input
                className="input"
                type="file"
                name="files"
                id="files"
                multiple={settings.maxFiles > 1}
                aria-describedby={form.error("files") ? "files-hint files-error" : "files-hint"}
                aria-invalid={form.error("files") ? true : undefined}
              />
              <FileList files={draft?.files ?? []} address={address} mayRemove />
            </div>
          )}
          <SaveLine said={draft?.savedAt ? "saved" : "clean"} words={saveWords(t)}>
            {draft?.savedAt && savedAt(t, format.dateTime(draft.savedAt))}
          </SaveLine>
          <ButtonRow>
            <Button variant="primary" name="intent" value="check">
              {t("assignments.button.check")}
            </Button>
            <Button name="intent" value="save">
              {t("assignments.button.save")}
            </Button>
            {hasText && (
              <Button name="intent" value="preview">
                {t("forum.preview.show")}
              </Button>
            )}
            {draft && (
              <Button variant="danger" name="intent" value="discard">
                {t("assignments.button.discard")}
              </Button>
            )}
          </ButtonRow>
        </form>
        <section
          className="preview"
          id="preview"
          tabIndex={-1}
          aria-label={t("forum.preview.title")}
          hidden={!draft?.html}
          data-preview=""
        >
          <h2>{t("forum.preview.title")}</h2>
          <MarkdownView html={draft?.html ?? ""} lang={written} />
        </section>
        <Island name="forum-composer" />
        <Island name="draft-autosave" />
      </forum-composer>
    </draft-autosave>
  );
}

/** The text that another tab, or another person of the team, has saved meanwhile: nothing of either is lost. */
function OtherText({ text }: { text: string }) {
  const { t } = useI18n();
  return (
    <details open>
      <summary>{t("assignments.submission.other_text")}</summary>
      <pre className="prose" dir="auto">
        {text}
      </pre>
    </details>
  );
}

type ConfirmProps = {
  draft: NonNullable<Standing["draft"]>;
  address: string;
  mine: Standing;
  settings: AssignmentSettings;
};

/** The last look before handing in: the text as it will be read, and what happens then. */
export function Confirm({ draft, address, mine, settings }: ConfirmProps) {
  const { t } = useI18n();
  return (
    <section className="section stack">
      <h2>{t("assignments.confirm.title")}</h2>
      {mine.isLateNow && <Notice tone="warning">{t("assignments.confirm.late")}</Notice>}
      <MarkdownView html={draft.html} lang={draft.language} dir={directionOf(draft.language)} />
      <FileList files={draft.files} address={address} />
      <p>{settings.allowsAgain ? t("assignments.confirm.again") : t("assignments.confirm.once")}</p>
      {settings.reviews > 0 && settings.isAnonymous && <p>{t("assignments.confirm.anonymous")}</p>}
      <form method="post" action={address} className="button-row">
        <input type="hidden" name="version" value={draft.version} />
        <Button variant="primary" name="intent" value="submit">
          {t("assignments.button.hand_in")}
        </Button>
        <LinkButton href={address}>{t("assignments.button.back")}</LinkButton>
      </form>
    </section>
  );
}
