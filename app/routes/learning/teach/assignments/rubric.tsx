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
  const { t } = useI18n();
  return (
    <section className="section stack" aria-labelledby="rubric">
      <h2 id="rubric">{t("assignments.rubric.title")}</h2>
      {isUsed && <Notice>{t("assignments.rubric.used")}</Notice>}
      {criteria.length === 0 && (
        <EmptyState title={t("assignments.rubric.empty")}>{t("assignments.rubric.empty_next")}</EmptyState>
      )}
      {criteria.length > 0 && <RubricTable criteria={criteria} address={address} course={course} />}
      <CriterionForm edited={edited} form={form} address={address} course={course} />
    </section>
  );
}

/** A row for each criterion, a column for each of its levels, with the points and what they are for. */
function RubricTable({ criteria, address, course }: Pick<Props, "criteria" | "address" | "course">) {
  const { t, format, language } = useI18n();
  const columns = Math.max(...criteria.map(({ levels }) => levels.length));
  const numbers = Array.from({ length: columns }, (_, index) => index);
  return (
    <div className="rubric-table" role="region" aria-label={t("assignments.rubric.table")} tabIndex={0}>
      <table className="table" role="table">
        <caption className="visually-hidden">{t("assignments.rubric.title")}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {t("assignments.rubric.criterion")}
            </th>
            {numbers.map((index) => (
              <th key={index} role="columnheader" scope="col">
                {t("assignments.rubric.level", { number: index + 1 })}
              </th>
            ))}
            <th role="columnheader" scope="col">
              {t("assignments.rubric.order")}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {criteria.map(({ key, title, levels }, index) => {
            const words = textIn(title, language, course.defaultLanguage);
            const name = `\u2068${words.text}\u2069`;
            return (
              <tr key={key} role="row">
                <th role="rowheader" scope="row">
                  <a
                    href={`${address}?edit=${key}#criterion`}
                    aria-label={t("assignments.rubric.edit_named", { name })}
                    lang={words.language}
                  >
                    <bdi>{words.text}</bdi>
                  </a>
                </th>
                {numbers.map((number) => {
                  const level = levels[number];
                  return (
                    <td key={number} role="cell">
                      {level ? (
                        <>
                          <b>{format.marks(level.points)}</b>{" "}
                          <bdi>{textIn(level.title, language, course.defaultLanguage).text}</bdi>
                        </>
                      ) : (
                        "–"
                      )}
                    </td>
                  );
                })}
                <td role="cell">
                  <form method="post" action={address} className="cluster-tight">
                    <input type="hidden" name="key" value={key} />
                    <button
                      type="submit"
                      className="tool"
                      name="intent"
                      value="up"
                      disabled={index === 0}
                      aria-label={t("assignments.rubric.up_named", { name })}
                    >
                      ↑
                    </button>
                    <button
                      type="submit"
                      className="tool"
                      name="intent"
                      value="down"
                      disabled={index === criteria.length - 1}
                      aria-label={t("assignments.rubric.down_named", { name })}
                    >
                      ↓
                    </button>
                    <Button
                      name="intent"
                      value="remove"
                      variant="quiet"
                      aria-label={t("assignments.rubric.remove_named", { name })}
                    >
                      {t("assignments.rubric.remove")}
                    </Button>
                  </form>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
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
