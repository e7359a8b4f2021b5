import type { ReactNode } from "react";
import type { AskedQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { ChoiceLabel } from "./question-labels.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** An answer in words: what another window has saved. */
export function SavedWords({ question, saved }: { question: AskedQuestion; saved: string[] }) {
  const { t } = useI18n();
  const { kind, prompts, gaps, language } = question;
  if (saved.every((value) => value === "")) return <em>{t("learning.attempt.conflict.unanswered")}</em>;
  const empty = <em>{t("quizzes.question.empty")}</em>;
  const bdi = (words: string) => <UserText>{words}</UserText>;
  const chosen = (value: string): ReactNode =>
    value === "" ? empty : <ChoiceLabel question={question} value={value} />;
  const inGap = (value: string, at: number): ReactNode =>
    value === "" ? empty : (gaps[at]?.choices.find((choice) => choice.value === value)?.words ?? bdi(value));
  switch (kind) {
    case "short":
    case "numeric":
    case "essay":
      return <UserText>{saved[0]}</UserText>;
    case "ordering":
      return <Lines as="ol" lines={saved.map(chosen)} />;
    case "matching":
      return (
        <Lines
          lines={saved.map((value, at) => (
            <span key={at}>
              <UserText lang={language}>{prompts[at]?.words}</UserText>: {chosen(value)}
            </span>
          ))}
        />
      );
    case "cloze":
      return <Lines as="ol" lines={saved.map((value, at) => inGap(value, at))} />;
    default:
      return <Lines lines={saved.map(chosen)} />;
  }
}

function Lines({ lines, as: List = "ul" }: { lines: ReactNode[]; as?: "ul" | "ol" }) {
  return (
    <List>
      {lines.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </List>
  );
}
