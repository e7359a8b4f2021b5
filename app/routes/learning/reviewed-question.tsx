import { directionOf } from "#app/i18n/languages.ts";
import type { ReviewedQuestion as Reviewed } from "#app/modules/learning/review-view.ts";
import { ChoiceWords } from "#app/routes/learning/asked-question.tsx";
import { useI18n } from "#app/ui/i18n.tsx";
import { MarkdownView } from "#app/ui/markdown-view.tsx";
import { Question, ReviewedChoice } from "#app/ui/question.tsx";
import { UserText } from "#app/ui/user-text.tsx";

/** A question of a submitted attempt: the answer given, whether it was right in words, and the remarks on it. */
export function ReviewedQuestion({ question }: { question: Reviewed }) {
  const { t, format } = useI18n();
  const { number, language, promptHtml, verdict, earned, marks, feedbackHtml, feedbackLanguage } = question;
  return (
    <Question
      t={t}
      number={number}
      marks={t("learning.receipt.marks", { earned: format.number(earned), marks: format.number(marks) })}
      prompt={<MarkdownView html={promptHtml} lang={language} dir={directionOf(language)} />}
      verdict={verdict === "unanswered" ? null : verdict}
      feedback={
        feedbackHtml.length > 0 && (
          <MarkdownView
            html={feedbackHtml.join("\n")}
            lang={feedbackLanguage}
            dir={directionOf(feedbackLanguage)}
            size="small"
          />
        )
      }
    >
      {verdict === "unanswered" && <p className="soft">{t("learning.receipt.unanswered")}</p>}
      <GivenAnswer question={question} />
    </Question>
  );
}

function GivenAnswer({ question }: { question: Reviewed }) {
  const { t, format } = useI18n();
  const { choices, typed, rightAnswers } = question;
  if (typed === null) {
    return (
      <ul role="list">
        {choices.map((choice) => (
          <li key={choice.value}>
            <ReviewedChoice t={t} chosen={choice.isChosen} verdict={choice.verdict}>
              <ChoiceWords question={question} value={choice.value} />
            </ReviewedChoice>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      {typed !== "" && (
        <p>
          {t("learning.receipt.you_wrote")} <UserText>{typed}</UserText>
        </p>
      )}
      {rightAnswers.length > 0 && (
        <p>{t("learning.receipt.right_answers", { count: rightAnswers.length, answers: format.list(rightAnswers) })}</p>
      )}
    </>
  );
}
