import type { FormState } from "#app/http/typed.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { Translate } from "#app/ui/text/translate.ts";
import { ErrorSummary } from "./error-summary.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Flash } from "#app/ui/elements/notices.tsx";

/** What fields are called that many forms have. */
const names: Record<string, MessageKey> = {
  name: "ui.field.name",
  email: "ui.field.email",
  password: "ui.field.password",
  country: "ui.field.country",
  title: "forum.field.title",
  body: "forum.field.body",
};

/** The name of a field above the form, where "Please fill this in." does not say which; null for what names itself. */
function nameOf(field: string, t: Translate): string | null {
  const question = /^q(\d+)$/.exec(field)?.[1];
  if (question) return t("ui.question.number", { number: Number(question) });
  const name = Object.hasOwn(names, field) ? names[field] : undefined;
  return name ? t(name) : null;
}

/**
 * Why a form was refused, above it: links to the wrong fields when there are some, else the sentence. Shows nothing while
 * nothing was refused. `labels` names fields that several sentences would say the same of.
 */
export function FormProblems({ form, labels = {} }: { form: FormState; labels?: Record<string, string> }) {
  const { t } = useI18n();
  if (!form.failure) return null;
  const problems = Object.entries(form.failure.fields).map(([field, message]) => {
    const name = labels[field] ?? nameOf(field, t);
    return { field, message: name ? `${name}${t("ui.text.colon")} ${message}` : message };
  });
  if (problems.length > 0) return <ErrorSummary problems={problems} t={t} />;
  return <Flash tone="error">{form.failure.message}</Flash>;
}
