import type { Fields } from "#app/modules/learning/bank/fields.ts";
import { reviewItems, reviewMoments } from "#app/modules/learning/quizzes/review-options.ts";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

const momentLabels = {
  during: "authoring.quiz.moment.during",
  after: "authoring.quiz.moment.after",
  open: "authoring.quiz.moment.open",
  closed: "authoring.quiz.moment.closed",
} as const;
const itemLabels = {
  answers: "authoring.quiz.item.answers",
  verdict: "authoring.quiz.item.verdict",
  marks: "authoring.quiz.item.marks",
  feedback: "authoring.quiz.item.feedback",
  general: "authoring.quiz.item.general",
  right: "authoring.quiz.item.right",
  overall: "authoring.quiz.item.overall",
} as const;

/** What a learner sees of an attempt, and when: one line for each thing, one column for each moment. */
export function ReviewMatrix({ fields }: { fields: Fields }) {
  const { t } = useI18n();
  const ticked = new Set(fields.review ?? []);
  return (
    <fieldset className="stack">
      <legend>{t("authoring.quiz.review")}</legend>
      <RadioGroup
        name="reviewMode"
        label={t("authoring.quiz.review_mode")}
        chosen={fields.reviewMode?.[0] ?? "standard"}
        choices={[
          {
            value: "standard",
            label: t("authoring.quiz.review_standard"),
            hint: t("authoring.quiz.review_standard_hint"),
          },
          { value: "own", label: t("authoring.quiz.review_own") },
        ]}
      />
      <table className="table review-matrix" role="table">
        <caption className="visually-hidden">{t("authoring.quiz.review")}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {t("authoring.quiz.review_what")}
            </th>
            {reviewMoments.map((moment) => (
              <th key={moment} role="columnheader" scope="col">
                {t(momentLabels[moment])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {reviewItems.map((item) => (
            <tr key={item} role="row">
              <th role="rowheader" scope="row">
                {t(itemLabels[item])}
              </th>
              {reviewMoments.map((moment) => (
                <td key={moment} role="cell">
                  {item === "overall" && moment === "during" ? (
                    <span aria-hidden="true">–</span>
                  ) : (
                    <label className="matrix-box">
                      <input
                        type="checkbox"
                        name="review"
                        value={`${moment}.${item}`}
                        defaultChecked={ticked.has(`${moment}.${item}`)}
                        aria-label={t("authoring.quiz.review_box", {
                          item: t(itemLabels[item]),
                          moment: t(momentLabels[moment]),
                        })}
                      />
                      <span className="cell-label" aria-hidden="true">
                        {t(momentLabels[moment])}
                      </span>
                    </label>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
