import type { ReactNode } from "react";
import { directionOf } from "#app/i18n/languages.ts";
import type { AskedQuestion as Asked } from "#app/modules/learning/questions/quiz-view.ts";
import { MatchingFields, OrderingFields } from "./asked-fields.tsx";
import { clozeHtml } from "./cloze-html.ts";
import { ChoiceLabel } from "./question-labels.tsx";
import { SavedWords } from "./saved-labels.tsx";
import { CheckGroup, RadioGroup } from "#app/ui/forms/choices.tsx";
import { FieldNotes, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { Question } from "#app/ui/elements/question.tsx";

type AskedQuestionProps = {
  question: Asked;
  error?: string;
  /** What is saved by another window, in the values of a page, when the two versions stand beside each other. */
  saved: string[] | null;
};

/** A question with its controls. Those of a cloze stand inside its text. */
export function AskedQuestion({ question, error, saved }: AskedQuestionProps) {
  const { t } = useI18n();
  const { number, kind, language, marks, promptHtml, response } = question;
  const html = kind === "cloze" ? clozeHtml(question, { t, error }) : promptHtml;
  const differs = saved !== null && filled(saved) !== filled(response);
  return (
    <Question
      t={t}
      number={number}
      marks={t("learning.attempt.marks", { marks })}
      prompt={<MarkdownView html={html} lang={language} dir={directionOf(language)} />}
    >
      {kind === "cloze" ? (
        <FieldNotes id={`q${number}`} error={error} />
      ) : (
        <Controls question={question} error={error} />
      )}
      {differs && (
        <Notice>
          {t("learning.attempt.conflict.saved")} <SavedWords question={question} saved={saved} />
        </Notice>
      )}
    </Question>
  );
}

/** Places keep their positions; of all other answers, and of an empty one, what is empty says nothing. */
function filled(values: string[]): string {
  const isEmpty = values.every((one) => one.trim() === "");
  return JSON.stringify(isEmpty ? [] : values.map((one) => one.replace(/\r\n?/g, "\n")));
}

function Controls({ question, error }: { question: Asked; error?: string }) {
  const { t } = useI18n();
  const { number, kind, response } = question;
  const name = `q${number}`;
  const label = (words: string) => (
    <>
      <span className="visually-hidden">{`${t("ui.question.number", { number })}${t("ui.text.colon")} `}</span>
      {words}
    </>
  );
  switch (kind) {
    case "matching":
      return <MatchingFields question={question} label={label(t("quizzes.question.match"))} error={error} />;
    case "ordering":
      return <OrderingFields question={question} label={label(t("quizzes.question.order"))} error={error} />;
    case "essay":
      return <Essay question={question} label={label(t("quizzes.question.essay"))} error={error} />;
    case "short":
    case "numeric": {
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
    default: {
      const choices = question.choices.map(({ value }) => ({
        value,
        label: <ChoiceLabel question={question} value={value} />,
      }));
      const frame = { name, error, choices };
      return kind === "several" ? (
        <CheckGroup {...frame} label={label(t("learning.attempt.choose_several"))} chosen={response} />
      ) : (
        <RadioGroup {...frame} label={label(t("learning.attempt.choose_one"))} chosen={response[0] ?? null} />
      );
    }
  }
}

function Essay({ question, label, error }: { question: Asked; label: ReactNode; error?: string }) {
  const { t } = useI18n();
  const { number, essay, response, language } = question;
  const { template = "", minWords = null, maxWords = null } = essay ?? {};
  const hint =
    minWords !== null && maxWords !== null
      ? t("quizzes.question.words_between", { min: minWords, max: maxWords })
      : minWords !== null
        ? t("quizzes.question.words_min", { min: minWords })
        : maxWords !== null && t("quizzes.question.words_max", { max: maxWords });
  return (
    <TextArea
      name={`q${number}`}
      label={label}
      hint={hint}
      error={error}
      defaultValue={response[0] ?? template}
      lang={response.length === 0 && template ? language : undefined}
      maxLength={essay?.maxLength}
      rows={8}
    />
  );
}
