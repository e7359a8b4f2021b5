import { directionOf } from "#app/i18n/languages.ts";
import type { AskedQuestion as Asked } from "#app/modules/learning/quiz-view.ts";
import { CheckGroup, RadioGroup } from "#app/ui/choices.tsx";
import { TextField } from "#app/ui/fields.tsx";
import { useI18n } from "#app/ui/i18n.tsx";
import { MarkdownView } from "#app/ui/markdown-view.tsx";
import { Notice } from "#app/ui/notices.tsx";
import { Question } from "#app/ui/question.tsx";
import { UserText } from "#app/ui/user-text.tsx";

type AskedQuestionProps = {
  question: Asked;
  error?: string;
  /** What is saved by another window, when the two versions stand beside each other. */
  saved: string[] | null;
};

/** A question with its controls. */
export function AskedQuestion({ question, error, saved }: AskedQuestionProps) {
  const { t } = useI18n();
  const { number, language, marks, promptHtml, response } = question;
  const differs =
    saved !== null && JSON.stringify(saved) !== JSON.stringify(response.filter((one) => one.trim() !== ""));
  return (
    <Question
      t={t}
      number={number}
      marks={t("learning.attempt.marks", { marks })}
      prompt={<MarkdownView html={promptHtml} lang={language} dir={directionOf(language)} />}
    >
      <Controls question={question} error={error} />
      {differs && (
        <Notice>
          {t("learning.attempt.conflict.saved")} <SavedWords question={question} saved={saved} />
        </Notice>
      )}
    </Question>
  );
}

function Controls({ question, error }: { question: Asked; error?: string }) {
  const { t } = useI18n();
  const { number, kind, response } = question;
  const name = `q${number}`;
  const label = (words: string) => (
    <>
      <span className="visually-hidden">{t("ui.question.number", { number })}: </span>
      {words}
    </>
  );
  if (kind === "short" || kind === "numeric") {
    const words = t(kind === "short" ? "learning.attempt.your_word" : "learning.attempt.your_number");
    return (
      <TextField
        name={name}
        label={label(words)}
        error={error}
        defaultValue={response[0] ?? ""}
        maxLength={1000}
        inputMode={kind === "numeric" ? "decimal" : undefined}
      />
    );
  }
  const choices = question.choices.map(({ value }) => ({
    value,
    label: <ChoiceWords question={question} value={value} />,
  }));
  if (kind === "several") {
    const words = t("learning.attempt.choose_several");
    return <CheckGroup name={name} label={label(words)} error={error} choices={choices} chosen={response} />;
  }
  const words = t("learning.attempt.choose_one");
  return <RadioGroup name={name} label={label(words)} error={error} choices={choices} chosen={response[0] ?? null} />;
}

/** The words of a choice: those of the question, or the interface's own for true and false. */
export function ChoiceWords({
  question,
  value,
}: {
  question: Pick<Asked, "kind" | "choices" | "language">;
  value: string;
}) {
  const { t } = useI18n();
  const { kind, choices, language } = question;
  if (kind === "boolean") return <>{t(value === "0" ? "learning.attempt.true" : "learning.attempt.false")}</>;
  const html = choices.find((choice) => choice.value === value)?.html ?? "";
  return <span lang={language} dir={directionOf(language)} dangerouslySetInnerHTML={{ __html: html }} />;
}

function SavedWords({ question, saved }: { question: Asked; saved: string[] }) {
  const { t } = useI18n();
  if (saved.length === 0) return <em>{t("learning.attempt.conflict.unanswered")}</em>;
  if (question.choices.length === 0) return <UserText>{saved[0]}</UserText>;
  return (
    <ul>
      {saved.map((value) => (
        <li key={value}>
          <ChoiceWords question={question} value={value} />
        </li>
      ))}
    </ul>
  );
}
