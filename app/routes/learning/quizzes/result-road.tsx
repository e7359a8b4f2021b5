import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { ReviewedQuestion } from "#app/modules/learning/questions/review-view.ts";
import { Icon, type IconName } from "#app/ui/elements/icons.tsx";
import { markingStates } from "#app/ui/elements/marking-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

const signs: Record<NonNullable<ReviewedQuestion["verdict"]>, { icon: IconName | null; name: MessageKey }> = {
  right: { icon: "check", name: "ui.question.right" },
  partly: { icon: "partly", name: "ui.question.partly" },
  wrong: { icon: "cross", name: "ui.question.wrong" },
  unanswered: { icon: null, name: "learning.receipt.unanswered" },
  unmarked: { icon: null, name: markingStates.toMark.label },
};

/** The questions of an attempt as a road: how each was answered, and one step to what is said of it. */
export function ResultRoad({ questions }: { questions: ReviewedQuestion[] }) {
  const { t } = useI18n();
  if (questions.every(({ verdict }) => verdict === null)) return null;
  return (
    <nav aria-label={t("learning.receipt.road")}>
      <ol role="list" className="result-road">
        {questions.map(({ number, verdict }) => {
          const sign = verdict && signs[verdict];
          return (
            <li key={number}>
              <a href={`#question-${number}`} className={`result-${verdict ?? "hidden"}`}>
                {number}
                {sign?.icon && <Icon name={sign.icon} />}
                {sign && <span className="visually-hidden"> ({t(sign.name)})</span>}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
