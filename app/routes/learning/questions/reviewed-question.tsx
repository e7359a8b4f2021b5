import { directionOf } from "#app/i18n/languages.ts";
import type { ReviewedQuestion as Reviewed } from "#app/modules/learning/questions/review-view.ts";
import type { LessonBehind } from "#app/modules/learning/quizzes/lessons-behind.ts";
import { ChoiceLabel } from "./question-labels.tsx";
import { ReviewedFields } from "./reviewed-fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { Question, ReviewedChoice } from "#app/ui/elements/question.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type ReviewedProps = {
  question: Reviewed;
  lessons?: LessonBehind[];
  /** Whether somebody else than the reader has answered it. */
  isOthers?: boolean;
};

/** A question of a submitted attempt: the answer given, and what may be shown of its verdict, marks and remarks. */
export function ReviewedQuestion({ question, lessons = [], isOthers = false }: ReviewedProps) {
  const { t, format } = useI18n();
  const { number, language, verdict, earned, showsMarks, marks, isAnswered, comment } = question;
  const worth = showsMarks && earned !== null;
  return (
    <Question
      t={t}
      number={number}
      marks={
        worth
          ? t("learning.receipt.marks", { earned: format.marks(earned), marks: format.marks(marks) })
          : t("learning.attempt.marks", { marks })
      }
      prompt={<MarkdownView html={promptOf(question)} lang={language} dir={directionOf(language)} />}
      verdict={verdict === "unanswered" || verdict === "unmarked" ? null : verdict}
      feedback={
        <>
          <Feedback question={question} />
          <LookAgain lessons={lessons} />
        </>
      }
    >
      {!isAnswered && <p className="soft">{t("learning.receipt.unanswered")}</p>}
      <GivenAnswer question={question} isOthers={isOthers} />
      {verdict === "unmarked" && <Notice>{t("quizzes.question.waits")}</Notice>}
      {comment && (
        <div className="question-feedback">
          <p className="small soft">{t("quizzes.question.comment")}</p>
          <p className="typed" dir="auto">
            {comment}
          </p>
        </div>
      )}
    </Question>
  );
}

/**
 * In a review a gap that was filled rightly holds what was filled in; any other is its number, under which the list below says
 * what stood there.
 */
function promptOf({ promptHtml, fields }: Reviewed): string {
  return promptHtml.replace(/<gap-(\d+)>/g, (_, number: string) => {
    const field = fields[Number(number) - 1];
    return `<strong>${field?.verdict === "right" ? field.givenHtml : `[${number}]`}</strong>`;
  });
}

/** The way from an answer that was not right to the lessons behind its question. */
function LookAgain({ lessons }: { lessons: LessonBehind[] }) {
  const { t } = useI18n();
  if (lessons.length === 0) return null;
  return (
    <p className="cluster small">
      {t("learning.receipt.look_again")}
      {lessons.map(({ href, title }) => (
        <a key={href} href={href}>
          <UserText lang={title.language}>{title.text}</UserText>
        </a>
      ))}
    </p>
  );
}

function Feedback({ question }: { question: Reviewed }) {
  const { feedbackHtml, feedbackLanguage } = question;
  if (feedbackHtml.length === 0) return null;
  const dir = directionOf(feedbackLanguage);
  return (
    <div className="question-feedback">
      <MarkdownView html={feedbackHtml.join("\n")} lang={feedbackLanguage} dir={dir} size="small" />
    </div>
  );
}

function GivenAnswer({ question, isOthers }: { question: Reviewed; isOthers: boolean }) {
  const { t, format } = useI18n();
  const { kind, choices, typed, fields, rightAnswers } = question;
  const wrote = t(isOthers ? "learning.receipt.they_wrote" : "learning.receipt.you_wrote");
  if (fields.length > 0) return <ReviewedFields question={question} />;
  if (typed === null) {
    return (
      <ul role="list">
        {choices.map((choice) => (
          <li key={choice.value}>
            <ReviewedChoice t={t} chosen={choice.isChosen} isOthers={isOthers} verdict={choice.verdict}>
              <ChoiceLabel question={question} value={choice.value} />
            </ReviewedChoice>
          </li>
        ))}
      </ul>
    );
  }
  if (kind === "essay") {
    return (
      typed !== "" && (
        <>
          <p className="small soft">{wrote}</p>
          <p className="typed" dir="auto">
            {typed}
          </p>
        </>
      )
    );
  }
  return (
    <>
      {typed !== "" && (
        <p>
          {wrote} <UserText>{typed}</UserText>
        </p>
      )}
      {rightAnswers.length > 0 && (
        <p>
          {t("learning.receipt.right_answers", { count: rightAnswers.length, answers: format.anyOf(rightAnswers) })}
        </p>
      )}
    </>
  );
}
