import type { FormState } from "#app/http/typed.ts";
import type { Marks, ShownCriterion } from "#app/modules/learning/assignments/rubric.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type TranslatedText = { text: string; language: string };
const Translated = ({ text, language }: TranslatedText) => (
  <span lang={language} dir={directionOf(language)}>
    {text}
  </span>
);

/** A rubric as it is read: its criteria with their levels, and the marks that one review gave. */
export function RubricView({ rubric, marks }: { rubric: ShownCriterion[]; marks?: Marks }) {
  const { t, format } = useI18n();
  return (
    <dl className={marks ? "definitions" : "stack"}>
      {rubric.map(({ key, title, description, levels, max }) => {
        const mark = marks?.[key];
        return (
          <div key={key}>
            <dt>
              <Translated {...title} />
              {!marks && <> · {t("assignments.rubric.points", { count: max })}</>}
            </dt>
            <dd>
              {mark && (
                <p>
                  {t("assignments.rubric.points_of", { points: format.number(mark.points), max: format.number(max) })}
                </p>
              )}
              {!marks && description.text && (
                <p>
                  <Translated {...description} />
                </p>
              )}
              {!marks && (
                <ul>
                  {levels.map((level) => (
                    <li key={level.points}>
                      <Translated {...level.title} /> ({t("assignments.rubric.points", { count: level.points })})
                      {level.explanation.text && (
                        <>
                          {t("ui.text.colon")} <Translated {...level.explanation} />
                        </>
                      )}
                    </li>
                  ))}
                </ul>
              )}
              {mark?.comment && (
                <p>
                  <UserText>{mark.comment}</UserText>
                </p>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** A rubric as it is filled in: the levels of each criterion in sight, and room for a comment. */
export function RubricFields({ rubric, marks, form }: { rubric: ShownCriterion[]; marks: Marks; form: FormState }) {
  const { t } = useI18n();
  return (
    <>
      {rubric.map(({ key, title, description, levels }) => (
        <div key={key} className="stack stack-tight">
          <RadioGroup
            name={`points-${key}`}
            label={<Translated {...title} />}
            hint={description.text ? <Translated {...description} /> : undefined}
            error={form.error(`points-${key}`)}
            chosen={form.value(`points-${key}`, String(marks[key]?.points ?? "")) || null}
            choices={levels.map((level) => ({
              value: String(level.points),
              label: (
                <>
                  <Translated {...level.title} /> ({t("assignments.rubric.points", { count: level.points })})
                </>
              ),
              hint: level.explanation.text ? <Translated {...level.explanation} /> : undefined,
            }))}
          />
          <TextArea
            name={`comment-${key}`}
            label={t("assignments.review.criterion_comment")}
            optional={t("assignments.optional")}
            rows={2}
            maxLength={5000}
            defaultValue={form.value(`comment-${key}`, marks[key]?.comment ?? "")}
          />
        </div>
      ))}
    </>
  );
}
