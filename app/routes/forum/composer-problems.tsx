import type { FormState } from "#app/http/typed.ts";
import { replyPath } from "#app/modules/forum/paths.ts";
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
    </div>
  );
}

type ErrorTarget = { publicId: number; slug: string; number: number };
