import { directionOf } from "#app/i18n/languages.ts";
import type { AskedQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";

type QuestionWordsProps = {
  /** HTML that the sanitiser has already passed; this component adds no protection of its own. */
  html: string;
  language: string;
  as?: "span" | "bdi" | "li";
};

/** Words of a question inside a line of the page: a choice, a prompt, an answer. */
export function QuestionLabel({ html, language, as: Tag = "span" }: QuestionWordsProps) {
  // What somebody typed has the direction of its own letters.
  const dir = Tag === "bdi" ? undefined : directionOf(language);
  return <Tag lang={language} dir={dir} dangerouslySetInnerHTML={{ __html: html }} />;
}

type ChoiceWordsProps = { question: Pick<AskedQuestion, "kind" | "choices" | "language">; value: string };

/** The words of a choice: those of the question, or the interface's own for true and false. */
export function ChoiceLabel({ question, value }: ChoiceWordsProps) {
  const { t } = useI18n();
  const { kind, choices, language } = question;
  if (kind === "boolean") return <>{t(value === "0" ? "learning.attempt.true" : "learning.attempt.false")}</>;
  return <QuestionLabel html={choices.find((choice) => choice.value === value)?.html ?? ""} language={language} />;
}
