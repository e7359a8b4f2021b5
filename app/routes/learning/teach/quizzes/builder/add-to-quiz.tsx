import type { FormState } from "#app/http/typed.ts";
import type { Category } from "#app/modules/learning/bank/change-categories.server.ts";
import { builderPath, questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";

type AddProps = {
  courseSlug: string;
  unitSlug: string;
  action: string;
  categories: Category[];
  form: FormState;
  /** How many questions the draw may choose from, when somebody has asked. */
  found: number | null;
};

/** Three ways to put something into a quiz. */
export function AddToQuiz({ courseSlug, unitSlug, action, categories, form, found }: AddProps) {
  const { t } = useI18n();
  const hasTyped = (form.all("draws") ?? []).length > 0;
  return (
    <section className="section stack" id="add">
      <h2>{t("authoring.quiz.add")}</h2>
      <ButtonRow>
        <LinkButton href={`${questionsPath(courseSlug, "new")}?unit=${encodeURIComponent(unitSlug)}`}>
          {t("authoring.quiz.add_own")}
        </LinkButton>
        <LinkButton href={builderPath(courseSlug, unitSlug, "bank")}>{t("authoring.quiz.add_bank")}</LinkButton>
      </ButtonRow>
      {categories.length > 0 && (
        <details open={hasTyped} className="question-more">
          <summary>{t("authoring.quiz.add_draw")}</summary>
          <form-parts>
            <form method="post" action={action} className="form" id="draw-form">
              <SelectField
                name="category"
                label={t("authoring.bank.category")}
                hint={t("authoring.quiz.category_hint")}
                placeholder={t("authoring.quiz.choose_category")}
                defaultValue={form.value("category")}
                error={form.error("category")}
                data-count=""
                options={categories.map(({ id, depth, title, questionsBelow }) => ({
                  value: id,
                  label: `${"\u2003".repeat(depth)}${title.text} (${questionsBelow})`,
                  lang: title.language,
                }))}
              />
              <TextField
                name="tags"
                label={t("authoring.quiz.draw_tags")}
                hint={t("authoring.question.tags_hint")}
                optional={t("authoring.question.optional")}
                defaultValue={form.value("tags")}
                error={form.error("tags")}
                data-count=""
              />
              <p className="cluster" id="draw-count" aria-live="polite">
                {found !== null && <strong>{t("authoring.quiz.found", { count: found })}</strong>}
                <Button
                  name="intent"
                  value="count"
                  variant="quiet"
                  data-part="draw-count"
                  formAction={`${action}#draw-form`}
                >
                  {t("authoring.quiz.count_draw")}
                </Button>
              </p>
              <TextField
                name="draws"
                label={t("authoring.quiz.draws")}
                defaultValue={form.value("draws", "1")}
                error={form.error("draws")}
                inputMode="numeric"
                dir="ltr"
                maxLength={3}
              />
              <TextField
                name="drawMarks"
                label={t("authoring.quiz.marks_each")}
                hint={t("authoring.quiz.marks_hint")}
                optional={t("authoring.question.optional")}
                defaultValue={form.value("drawMarks")}
                error={form.error("drawMarks")}
                inputMode="decimal"
                dir="ltr"
                maxLength={8}
              />
              <Button name="intent" value="draw">
                {t("authoring.quiz.add_draw_send")}
              </Button>
            </form>
          </form-parts>
          <Island name="form-parts" />
        </details>
      )}
    </section>
  );
}
