import { BodyField, TitleField } from "#app/routes/forum/post-fields.tsx";
import { useActionData } from "@remix-run/react";
import { useFormState } from "#app/http/typed.ts";
import type { PostingLimits } from "#app/modules/forum/limits.ts";
import { type DraftPlace, writePlace } from "#app/modules/forum/drafts/draft-place.ts";
import type { Draft } from "#app/modules/forum/drafts/get-draft.server.ts";
import type { DraftConflict } from "#app/modules/forum/drafts/save-draft.server.ts";
import type { MentionPlace } from "#app/modules/forum/mentions/complete-mention.server.ts";
import type { PreviewAnswer } from "#app/routes/forum/compose.server.ts";
import { ComposerProblems } from "#app/routes/forum/composer-problems.tsx";
import { completes } from "#app/routes/forum/mentions/completes.ts";
import { PostingHelp } from "#app/routes/forum/posting-help.tsx";
import { TagsField } from "#app/routes/forum/tags/tags-field.tsx";
import { LanguageField } from "#app/routes/forum/language-field.tsx";
import { Toolbar } from "#app/ui/forms/markdown-toolbar.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { savedAt, SaveLine, saveWords } from "#app/ui/forms/save-line.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { LivePreview, Preview } from "#app/ui/forms/preview.tsx";

export type ComposerProps = {
  kind: "topic" | "reply" | "edit";
  action: string;
  /** Where the draft of it belongs, whose it is, and what is saved of it. */
  place: DraftPlace;
  /** Where it is read, which decides who can be mentioned. */
  readIn: MentionPlace;
  owner: string;
  draft: Draft | null;
  /** Makes sending it twice harmless; an edit has a version instead. */
  clientId?: string;
  version?: number;
  /** The version that is shown beside the form: whoever has seen it may save over it. */
  seen?: number;
  /** Client ids of posts that have arrived. */
  sent?: string[];
  limits?: PostingLimits | null;
  /** Whether a facilitator looks at it before others read it. */
  waits?: boolean;
  title?: string | null;
  body?: string;
  /** What one came to write about, below what was written before. */
  added?: string;
  language?: string;
  /** The language stays what the author of the text said. */
  isLanguageFixed?: boolean;
};

const send = { topic: "forum.topic.send", reply: "forum.reply.send", edit: "forum.edit.send" } as const;

/**
 * The form that every post is written in. Complete as a plain form, with a button that saves a draft; the islands add a
 * toolbar, a preview in place, and saving by itself.
 */
export function Composer(props: ComposerProps) {
  const { kind, action, place, version, sent = [], title } = props;
  const { t, format, language } = useI18n();
  const form = useFormState();
  const preview = (useActionData() as PreviewAnswer | undefined)?.preview ?? null;
  const start = props.draft && !props.draft.isEnded ? props.draft : null;
  const written = form.value("language", start?.language ?? props.language ?? language);
  const stale = isStale(form.failure?.code) ? (form.failure!.data as DraftConflict).draft : null;
  const added = start && props.added ? `\n\n${props.added}` : (props.added ?? "");
  const body = (start?.body ?? props.body ?? "") + added;
  // What was sent before goes out under another id.
  const clientId = stale?.isEnded ? props.clientId : form.value("clientId", start?.clientId || props.clientId);
  const sequence = stale?.sequence ?? form.value("sequence", String(props.draft?.sequence ?? 0));
  const isTyped = form.failure !== null || form.fromSavedForm || preview !== null;
  return (
    <post-draft
      data-url={`/me/drafts.json?of=${writePlace(place)}`}
      data-draft={`${props.owner}:${writePlace(place)}`}
      data-sent={sent.join(" ")}
      data-ended={props.draft?.isEnded ? "" : undefined}
      data-added={start && added ? added.length : undefined}
      data-quoted={!start && added ? "" : undefined}
      data-typed={isTyped ? "" : undefined}
      data-conflict={stale && !stale.isEnded ? t("forum.draft.newer") : undefined}
    >
      <forum-composer {...completes(props.readIn)}>
        <ComposerProblems form={form} />
        {preview !== null && <Preview html={preview} language={written} />}
        <form method="post" action={action} className="stack" autoComplete="off">
          <input type="hidden" name="sequence" value={sequence} />
          {props.clientId && <input type="hidden" name="clientId" value={clientId} />}
          {version !== undefined && (
            <input
              type="hidden"
              name="version"
              value={props.seen ?? form.value("version", start?.clientId || String(version))}
            />
          )}
          {typeof title === "string" && (
            <TitleField
              value={start?.title ?? title}
              hint={kind === "topic" ? t("forum.field.title_hint") : undefined}
            />
          )}
          <div>
            <BodyField value={body} language={written} />
            <Toolbar />
            <PostingHelp kind={kind} limits={props.limits} waits={props.waits} />
          </div>
          {kind === "topic" && <TagsField value={form.value("tags", start?.tags ?? "")} error={form.error("tags")} />}
          {kind === "topic" && (
            <CheckField
              name="sealed"
              value="on"
              label={t("forum.sealed.field")}
              defaultChecked={isTyped ? form.value("sealed", "") !== "" : (start?.isSealed ?? false)}
            />
          )}
          {!props.isLanguageFixed && <LanguageField value={written} error={form.error("language")} />}
          <SaveLine said={start && !isTyped ? "saved" : "clean"} words={saveWords(t)}>
            {start && !isTyped && savedAt(t, format.dateTime(start.savedAt))}
          </SaveLine>
          <ButtonRow>
            <Button variant="primary" name="intent" value="send">
              {t(send[kind])}
            </Button>
            <Button name="intent" value="preview" formNoValidate>
              {t("forum.preview.show")}
            </Button>
            <Button name="intent" value="draft" formNoValidate>
              {t("forum.draft.save")}
            </Button>
            <Button name="intent" value="file" variant="quiet" formNoValidate>
              {t("forum.file.title")}
            </Button>
            <Button name="intent" value="discard" variant="quiet" formNoValidate hidden={!start}>
              {t("forum.draft.discard")}
            </Button>
          </ButtonRow>
        </form>
        <LivePreview />
      </forum-composer>
      <Island name="forum-composer" />
      <Island name="post-draft" />
    </post-draft>
  );
}

const isStale = (code: string | undefined) =>
  code === "forum.error.draft_elsewhere" || code === "forum.error.draft_ended";
