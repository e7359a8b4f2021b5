import type { ReviewedQuestion, ShownPlace } from "#app/modules/learning/questions/review-view.ts";
import { QuestionWords } from "./question-labels.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { ReviewedPlace } from "#app/ui/elements/question.tsx";

/** The pairs, places or gaps of an answer, each with its verdict, and what would have been right where that is shown. */
export function ReviewedPlaces({ question }: { question: ReviewedQuestion }) {
  const { t } = useI18n();
  const { kind, places, rightOrder, language } = question;
  // Of an ordering each line is a place; of a cloze each is a gap, which the text shows by its number.
  const List = kind === "matching" ? "ul" : "ol";
  return (
    <>
      <List role="list">
        {places.map((place, at) => (
          <li key={at}>
            <ReviewedPlace
              t={t}
              verdict={place.verdict}
              label={
                kind === "matching" ? <PairPrompt html={place.promptHtml ?? ""} language={language} /> : `${at + 1}.`
              }
            >
              <Given place={place} language={language} />
            </ReviewedPlace>
          </li>
        ))}
      </List>
      {kind === "ordering" && places.some(({ verdict }) => verdict !== null) && (
        <p className="small soft">{t("quizzes.question.order_rule")}</p>
      )}
      {rightOrder.length > 0 && (
        <>
          <p className="small soft">{t("quizzes.question.right_order")}</p>
          <ol>
            {rightOrder.map((html) => (
              <QuestionWords key={html} as="li" html={html} language={language} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Given({ place, language }: { place: ShownPlace; language: string }) {
  const { t } = useI18n();
  const { givenHtml, rightHtml } = place;
  return (
    <>
      {givenHtml === null ? (
        <em>{t("quizzes.question.empty")}</em>
      ) : (
        <QuestionWords as="bdi" html={givenHtml} language={language} />
      )}
      {rightHtml !== null && (
        <span className="small soft">
          {" · "}
          {t("quizzes.question.right_here")} <QuestionWords as="bdi" html={rightHtml} language={language} />
        </span>
      )}
    </>
  );
}

function PairPrompt(words: { html: string; language: string }) {
  return (
    <>
      <QuestionWords as="bdi" {...words} />:
    </>
  );
}
