import type { FormState } from "#app/http/typed.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
import type { DraftConflict } from "#app/modules/forum/drafts/save-draft.server.ts";
import { UserText } from "#app/ui/text/user-text.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

/** Why a post was refused, with the focus, because the form stands far down on the page. What was typed is below. */
export function ComposerProblems({ form }: { form: FormState }) {
  const { t } = useI18n();
  if (!form.failure) return null;
  if (Object.keys(form.failure.fields).length > 0) return <FormProblems form={form} />;
  const first = form.failure.code === "forum.error.same_text" ? (form.failure.data as ErrorTarget) : null;
  return (
    <div role="alert" tabIndex={-1} autoFocus>
      <Notice tone="error">
        {form.failure.message} {first && <a href={replyPath(first, first.number)}>{t("forum.error.same_text_link")}</a>}
      </Notice>
      {form.failure.code === "forum.error.draft_elsewhere" && <NewerDraft {...(form.failure.data as DraftConflict)} />}
    </div>
  );
}

/** The draft that was saved elsewhere; what was typed here is in the form below it. */
function NewerDraft({ draft }: DraftConflict) {
  const { t } = useI18n();
  return (
    <section className="stack" aria-labelledby="there">
      <h3 id="there">{t("forum.draft.there")}</h3>
      {draft.title && (
        <p>
          <UserText lang={draft.language}>{draft.title}</UserText>
        </p>
      )}
      <div className="source" lang={draft.language} dir="auto">
        {draft.body}
      </div>
    </section>
  );
}

type ErrorTarget = { publicId: number; slug: string; number: number };
