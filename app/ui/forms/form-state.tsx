import type { FormState } from "#app/http/typed.ts";
import { ErrorSummary } from "./error-summary.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

/**
 * Why a form was refused, above it: links to the wrong fields when there are some, else the sentence. Shows nothing while
 * nothing was refused.
 */
export function FormProblems({ form }: { form: FormState }) {
  const { t } = useI18n();
  if (!form.failure) return null;
  const problems = Object.entries(form.failure.fields).map(([field, message]) => ({ field, message }));
  if (problems.length > 0) return <ErrorSummary problems={problems} t={t} />;
  return <Notice tone="error">{form.failure.message}</Notice>;
}
