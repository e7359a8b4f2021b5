import type { FormState } from "#app/http/typed.ts";
import type { Criterion } from "#app/modules/learning/assignments/rubric.ts";
import { textIn } from "#app/modules/learning/courses/text.ts";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type Course = { languages: string[]; defaultLanguage: string };
type Props = {
  criteria: Criterion[];
  edited: Criterion | null;
  isUsed: boolean;
  form: FormState;
  address: string;
  course: Course;
};

/** The criteria of an assignment in their order, and the form that adds or changes one. */
export function RubricEditor({ criteria, edited, isUsed, form, address, course }: Props) {
  const { t, format, language } = useI18n();
  return (
    <section className="section stack" aria-labelledby="rubric">
      <h2 id="rubric">{t("assignments.rubric.title")}</h2>
      {isUsed && <Notice>{t("assignments.rubric.used")}</Notice>}
      {criteria.length === 0 && (
        <EmptyState title={t("assignments.rubric.empty")}>{t("assignments.rubric.empty_next")}</EmptyState>
      )}
      <ol role="list" className="stack">
        {criteria.map(({ key, title, levels }, index) => {
          const words = textIn(title, language, course.defaultLanguage);
          const name = `\u2068${words.text}\u2069`;
          return (
            <li key={key} className="stack stack-tight">
              <h3>
                <bdi lang={words.language}>{words.text}</bdi>
              </h3>
              <p className="soft">
                {levels
                  .map(
                    (level) =>
                      `${format.number(level.points)} – ${textIn(level.title, language, course.defaultLanguage).text}`,
                  )
                  .join(" · ")}
              </p>
              <form method="post" action={address} className="button-row">
                <input type="hidden" name="key" value={key} />
                <LinkButton
                  href={`${address}?edit=${key}#criterion`}
                  aria-label={t("assignments.rubric.edit_named", { name })}
                >
                  {t("assignments.rubric.edit")}
                </LinkButton>
                {index > 0 && (
                  <Button name="intent" value="up" aria-label={t("assignments.rubric.up_named", { name })}>
                    {t("assignments.rubric.up")}
                  </Button>
                )}
                {index < criteria.length - 1 && (
                  <Button name="intent" value="down" aria-label={t("assignments.rubric.down_named", { name })}>
                    {t("assignments.rubric.down")}
                  </Button>
                )}
                <Button
                  name="intent"
                  value="remove"
                  variant="danger"
                  aria-label={t("assignments.rubric.remove_named", { name })}
                >
                  {t("assignments.rubric.remove")}
                </Button>
              </form>
            </li>
          );
        })}
      </ol>
      <CriterionForm edited={edited} form={form} address={address} course={course} />
    </section>
  );
}

function CriterionForm({ edited, form, address, course }: Omit<Props, "criteria" | "isUsed">) {
  const { t, format } = useI18n();
  const isOwn = form.value("intent") === "criterion";
  const value = (name: string, saved: string) => (isOwn ? form.value(name) : saved);
  return (
    <form method="post" action={address} className="form stack" id="criterion">
      <h3>{edited ? t("assignments.rubric.change") : t("assignments.rubric.add")}</h3>
      <input type="hidden" name="key" value={value("key", edited?.key ?? "")} />
      <TextArea
        name="points"
        label={t("assignments.rubric.points_field")}
        hint={t("assignments.rubric.points_hint")}
        rows={4}
        dir="ltr"
        error={form.error("points")}
        defaultValue={value("points", edited?.levels.map(({ points }) => String(points)).join("\n") ?? "")}
      />
      {course.languages.map((code) => {
        const language = format.languageName(code);
        const levels = edited?.levels.map(({ title, explanation }) => {
          const why = explanation[code];
          return why ? `${title[code] ?? ""}: ${why}` : (title[code] ?? "");
        });
        return (
          <fieldset key={code} className="stack">
            <legend>{language}</legend>
            <TextField
              name={`title-${code}`}
              label={t("assignments.rubric.title_field", { language })}
              lang={code}
              maxLength={200}
              error={form.error(`title-${code}`)}
              defaultValue={value(`title-${code}`, edited?.title[code] ?? "")}
            />
            <TextArea
              name={`description-${code}`}
              label={t("assignments.rubric.description_field", { language })}
              optional={t("assignments.optional")}
              rows={2}
              lang={code}
              maxLength={2000}
              defaultValue={value(`description-${code}`, edited?.description[code] ?? "")}
            />
            <TextArea
              name={`levels-${code}`}
              label={t("assignments.rubric.levels_field", { language })}
              hint={t("assignments.rubric.levels_hint")}
              rows={4}
              lang={code}
              error={form.error(`levels-${code}`)}
              defaultValue={value(`levels-${code}`, levels?.join("\n") ?? "")}
            />
          </fieldset>
        );
      })}
      <ButtonRow>
        <Button variant="primary" name="intent" value="criterion">
          {t("assignments.button.save_criterion")}
        </Button>
        {edited && <LinkButton href={address}>{t("assignments.button.back")}</LinkButton>}
      </ButtonRow>
    </form>
  );
}
