import { useActionData } from "@remix-run/react";
import { useFormState } from "#app/http/typed.ts";
import { isPostLanguage } from "#app/modules/forum/languages.ts";
import { maxBodyLength, maxTitleLength, minTitleLength, type PostingLimits } from "#app/modules/forum/limits.ts";
import type { PreviewAnswer } from "#app/routes/forum/compose.server.ts";
import { ComposerProblems } from "#app/routes/forum/composer-problems.tsx";
import { PostingHelp } from "#app/routes/forum/posting-help.tsx";
import { LanguageField } from "#app/routes/forum/language-field.tsx";
import { Toolbar } from "#app/ui/forms/markdown-toolbar.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { SaveLine } from "#app/ui/forms/save-line.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";

export type ComposerProps = {
  kind: "topic" | "reply" | "edit";
  action: string;
  /** Names the draft that the browser keeps: whose, of what. */
  draft: string;
  /** Makes sending it twice harmless; an edit has a version instead. */
  clientId?: string;
  version?: number;
  /** Client ids of posts that have arrived. */
  sent?: string[];
  limits?: PostingLimits | null;
  title?: string | null;
  body?: string;
  language?: string;
};

const send = { topic: "forum.topic.send", reply: "forum.reply.send", edit: "forum.edit.send" } as const;

/**
 * The form that every post is written in. Complete as a plain form; the island adds a toolbar, a preview in place and a
 * draft that the browser keeps.
 */
export function Composer(props: ComposerProps) {
  const { kind, action, draft, clientId, version, sent = [], title, body = "" } = props;
  const { t, language } = useI18n();
  const form = useFormState();
  const preview = (useActionData() as PreviewAnswer | undefined)?.preview ?? null;
  const written = form.value("language", props.language ?? language);
  return (
    <forum-composer
      data-draft={draft}
      data-sent={sent.join(" ")}
      data-typed={form.failure || form.fromSavedForm || preview !== null ? "" : undefined}
    >
      <ComposerProblems form={form} />
      {preview !== null && <Preview html={preview} language={written} />}
      <form method="post" action={action} className="stack" autoComplete="off">
        {clientId && <input type="hidden" name="clientId" value={form.value("clientId", clientId)} />}
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        {typeof title === "string" && (
          <TextField
            name="title"
            label={t("forum.field.title")}
            hint={kind === "topic" ? t("forum.field.title_hint") : undefined}
            required
            minLength={minTitleLength}
            maxLength={maxTitleLength}
            defaultValue={form.value("title", title)}
            error={form.error("title")}
          />
        )}
        <div>
          <TextArea
            name="body"
            label={t("forum.field.body")}
            required
            maxLength={maxBodyLength}
            rows={8}
            lang={isPostLanguage(written) ? written : undefined}
            defaultValue={form.value("body", body)}
            error={form.error("body")}
          />
          <Toolbar />
          <PostingHelp kind={kind} limits={props.limits} />
        </div>
        <LanguageField value={written} error={form.error("language")} />
        <SaveLine words={draftWords(t)} discard={t("forum.draft.discard")} />
        <ButtonRow>
          <Button variant="primary" name="intent" value="send">
            {t(send[kind])}
          </Button>
          <Button name="intent" value="preview" formNoValidate>
            {t("forum.preview.show")}
          </Button>
        </ButtonRow>
      </form>
      <section className="preview" aria-labelledby="live-preview" hidden data-preview="">
        <h2 id="live-preview">{t("forum.preview.title")}</h2>
        <div className="prose" dir="auto" />
      </section>
      <Island name="forum-composer" />
    </forum-composer>
  );
}

/** What the island says of the draft that this browser keeps. */
const draftWords = (t: ReturnType<typeof useI18n>["t"]) => ({
  kept: t("forum.draft.kept", { time: "{time}" }),
  restored: t("forum.draft.restored", { time: "{time}" }),
  lost: t("forum.draft.lost"),
});

/** The text as it will look, after the preview button of a page without JavaScript. */
function Preview({ html, language }: { html: string; language: string }) {
  const { t } = useI18n();
  return (
    <section className="preview" aria-labelledby="preview" tabIndex={-1} autoFocus>
      <h2 id="preview">{t("forum.preview.title")}</h2>
      <MarkdownView html={html} lang={language} />
    </section>
  );
}
