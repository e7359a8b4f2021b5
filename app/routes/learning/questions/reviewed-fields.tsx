import type { ReviewedQuestion, ShownField } from "#app/modules/learning/questions/review-view.ts";
import { QuestionLabel } from "./question-labels.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { ReviewedField } from "#app/ui/elements/question.tsx";

/** The pairs, places or gaps of an answer, each with its verdict, and what would have been right where that is shown. */
export function ReviewedFields({ question }: { question: ReviewedQuestion }) {
  const { t } = useI18n();
  const { kind, fields, rightOrder, language } = question;
  // Of an ordering each line is a place; of a cloze each is a gap, which the text shows by its number.
  const List = kind === "matching" ? "ul" : "ol";
  return (
    <>
      <List role="list">
        {fields.map((field, at) => {
          // A gap that was filled rightly is read in the text.
          if (kind === "cloze" && field.verdict === "right") return null;
          return (
            <li key={at}>
              <ReviewedField
                t={t}
                verdict={field.verdict}
                label={
                  kind === "matching" ? <PairPrompt html={field.promptHtml ?? ""} language={language} /> : `${at + 1}.`
                }
              >
                <Given field={field} language={language} />
              </ReviewedField>
            </li>
          );
        })}
      </List>
      {kind === "ordering" && fields.some(({ verdict }) => verdict !== null) && (
        <p className="small soft">{t("quizzes.question.order_rule")}</p>
      )}
      {rightOrder.length > 0 && (
        <>
          <p className="small soft">{t("quizzes.question.right_order")}</p>
          <ol>
            {rightOrder.map((html) => (
              <QuestionLabel key={html} as="li" html={html} language={language} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Given({ field, language }: { field: ShownField; language: string }) {
  const { t } = useI18n();
  const { givenHtml, rightHtml } = field;
  return (
    <>
      {givenHtml === null ? (
        <em>{t("quizzes.question.empty")}</em>
      ) : (
        <QuestionLabel as="bdi" html={givenHtml} language={language} />
      )}
      {rightHtml !== null && (
        <span className="small soft">
          {" · "}
          {t("quizzes.question.right_here")} <QuestionLabel as="bdi" html={rightHtml} language={language} />
        </span>
      )}
    </>
  );
}

function PairPrompt(words: { html: string; language: string }) {
  return (
    <>
      <QuestionLabel as="bdi" {...words} />:
    </>
  );
}
