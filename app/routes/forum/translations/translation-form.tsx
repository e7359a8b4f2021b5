import { BodyField, TitleField } from "#app/routes/forum/post-fields.tsx";
import { type FormState, useFormState } from "#app/http/typed.ts";
import type { PostingLimits } from "#app/modules/forum/limits.ts";
import type { getTranslationForm } from "#app/modules/forum/translations/get-translation.server.ts";
import type { TranslationConflict } from "#app/modules/forum/translations/save-translation.server.ts";
import { LanguageField } from "#app/routes/forum/language-field.tsx";
import { completes } from "#app/routes/forum/mentions/completes.ts";
import { PostingHelp } from "#app/routes/forum/posting-help.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { Toolbar } from "#app/ui/forms/markdown-toolbar.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { LivePreview, Preview } from "#app/ui/forms/preview.tsx";

/** What stands in this language by now, when that is why the form was refused. */
export function readConflict({ failure }: FormState): TranslationConflict | null {
  const isConflict =
    failure?.code === "forum.error.translation_conflict" || failure?.code === "forum.error.translated_already";
  return isConflict ? (failure.data as TranslationConflict) : null;
}

type TranslationFormProps = Pick<Awaited<ReturnType<typeof getTranslationForm>>, "post" | "standing" | "chosen"> & {
  /** The language to begin with. */
  language: string;
  /** Makes sending it twice harmless. */
  clientId: string;
  limits: PostingLimits | null;
  /** The text as it will look, after the preview button of a page without JavaScript. */
  preview: string | null;
};

/** The form of a translation: a plain form, with the tools and the preview of every composer. */
export function TranslationForm(props: TranslationFormProps) {
  const { post, standing, chosen, clientId, limits, language, preview } = props;
  const { t } = useI18n();
  const form = useFormState();
  const conflict = readConflict(form);
  const written = form.value("language", language);
  const isGone = form.failure?.code === "forum.error.translation_gone";
  // Whoever has seen the newer text may save over it; what is gone is offered anew, under another id.
  const version = isGone ? 0 : (conflict?.version ?? Number(form.value("version", String(chosen?.version ?? 0))));
  return (
    <forum-composer {...completes({ topic: post.topic.publicId })}>
      {preview !== null && <Preview as="h3" html={preview} language={written} />}
      <form
        method="post"
        action={`/replies/${post.id}/translate${chosen ? `?into=${chosen.language}` : ""}`}
        className="stack"
        autoComplete="off"
      >
        <input type="hidden" name="clientId" value={isGone ? clientId : form.value("clientId", clientId)} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="original" value={form.value("original", String(post.version))} />
        {chosen ? (
          <input type="hidden" name="language" value={chosen.language} />
        ) : (
          <LanguageField
            value={written}
            error={form.error("language")}
            label={t("forum.translate.language")}
            without={[post.language, ...standing.map((one) => one.language)].filter((one) => one !== written)}
          />
        )}
        {post.number === 0 && <TitleField value={chosen?.title ?? ""} />}
        <div>
          <BodyField value={chosen?.body ?? ""} language={written} rows={10} />
          <Toolbar />
          <PostingHelp kind="reply" limits={limits} />
        </div>
        <ButtonRow>
          <Button variant="primary" name="intent" value="send">
            {t(chosen ? "forum.translate.save" : "forum.translate.send")}
          </Button>
          <Button name="intent" value="preview" formNoValidate>
            {t("forum.preview.show")}
          </Button>
          {chosen?.isOwn && (
            <Button name="intent" value="withdraw" variant="danger" formNoValidate>
              {t("forum.translate.withdraw")}
            </Button>
          )}
        </ButtonRow>
      </form>
      <LivePreview as="h3" />
      <Island name="forum-composer" />
    </forum-composer>
  );
}
