import type { FormState } from "#app/http/typed.ts";
import type { Fields } from "#app/modules/learning/bank/fields.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type Stale = { number: number; savedBy: string | null; savedAt: string; fields: Fields | null };

/** The version that somebody else saved meanwhile, when the form was refused for it. */
export function staleOf(form: FormState): Stale | null {
  return form.failure?.code === "authoring.question.error.stale" ? (form.failure.data as Stale) : null;
}

/** What the other one saved, above the form that still holds one's own words: saving again replaces theirs. */
export function Conflict({ stale }: { stale: Stale }) {
  const { t, format } = useI18n();
  const name = stale.savedBy ?? t("authoring.question.somebody");
  const at = format.dateTime(new Date(stale.savedAt));
  return (
    <Notice tone="warning" title={t("authoring.question.stale_title")}>
      <p>
        {t("authoring.question.stale_by", { at })} <UserText>{name}</UserText>. {t("authoring.question.stale_next")}
      </p>
      <details open>
        <summary>{t("authoring.question.stale_theirs")}</summary>
        <ul className="their-words" dir="auto">
          {linesOf(stale.fields ?? {}).map((line, index) => (
            <li key={index} dir="auto">
              {line}
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}

/** All words of a form, in the order of its fields. */
export function linesOf(fields: Fields): string[] {
  const isWords =
    /^(title|prompt|template|notes|feedback_\w+|([apxi]|g\d+)_(text|prompt|answer|value|min|max|feedback))$/;
  return Object.entries(fields).flatMap(([name, values]) =>
    isWords.test(name) ? values.filter((value) => value.trim() !== "") : [],
  );
}
