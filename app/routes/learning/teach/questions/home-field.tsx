import type { Category } from "#app/modules/learning/bank/change-categories.server.ts";
import type { QuizName } from "#app/modules/learning/bank/change-slots.server.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { FieldNotes } from "#app/ui/forms/fields.tsx";

type HomeFieldProps = { categories: Category[]; quizzes: QuizName[]; chosen: string; error?: string };

/** Where a question is kept: a category of the bank, or one quiz. */
export function HomeField({ categories, quizzes, chosen, error }: HomeFieldProps) {
  const { t } = useI18n();
  return (
    <div className="field">
      <label htmlFor="home">{t("authoring.question.home")}</label>
      <FieldNotes id="home" error={error} />
      <select
        className="input"
        id="home"
        name="home"
        defaultValue={chosen}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "home-error" : undefined}
      >
        {categories.length > 0 && (
          <optgroup label={t("authoring.question.home_bank")}>
            {categories.map(({ id, depth, title }) => (
              <option key={id} value={`category:${id}`} lang={title.language}>
                {"\u2003".repeat(depth)}
                {title.text}
              </option>
            ))}
          </optgroup>
        )}
        {quizzes.length > 0 && (
          <optgroup label={t("authoring.question.home_quiz")}>
            {quizzes.map(({ slug, title }) => (
              <option key={slug} value={`unit:${slug}`} lang={title.language}>
                {title.text}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </div>
  );
}
