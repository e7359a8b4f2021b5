import type { ReactNode } from "react";
import { directionOf } from "#app/i18n/languages.ts";
import type { AskedQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { QuestionLabel } from "./question-labels.tsx";
import { FieldNotes, SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";

type FieldsProps = { question: AskedQuestion; label: ReactNode; error?: string };

/** One list for each thing that something belongs to. */
export function MatchingFields({ question, label, error }: FieldsProps) {
  const { t } = useI18n();
  const { number, prompts, language } = question;
  return (
    <Group question={question} label={label} error={error}>
      {prompts.map(({ html }, at) => (
        <SelectField
          key={at}
          id={`q${number}-${at + 1}`}
          name={`q${number}`}
          label={<QuestionLabel html={html} language={language} />}
          placeholder={t("quizzes.question.choose")}
          {...choicesFor(question, at)}
        />
      ))}
    </Group>
  );
}

/**
 * One list for each place, first to last. With JavaScript the things themselves stand in a list that one drags or moves
 * with buttons; the lists stay in the form and hold the answer.
 */
export function OrderingFields({ question, label, error }: FieldsProps) {
  const { t } = useI18n();
  const { number, choices, language } = question;
  // The words of the island, with the names of what it fills in by itself.
  const [item, place] = ["{item}", "{place}"];
  return (
    <Group question={question} label={label} error={error}>
      <order-list
        data-hint={t("quizzes.question.order_hint")}
        data-up={t("quizzes.question.move_up", { item })}
        data-down={t("quizzes.question.move_down", { item })}
        data-moved={t("quizzes.question.moved", { item, place, total: choices.length })}
        data-lang={language}
        data-dir={directionOf(language)}
      >
        <div className="stack">
          {choices.map((_, at) => (
            <SelectField
              key={at}
              id={`q${number}-${at + 1}`}
              name={`q${number}`}
              label={t("quizzes.question.place", { place: at + 1 })}
              placeholder={t("quizzes.question.choose")}
              {...choicesFor(question, at)}
            />
          ))}
        </div>
      </order-list>
      <Island name="order-list" />
    </Group>
  );
}

function choicesFor({ choices, response, language }: AskedQuestion, at: number) {
  const options = choices.map(({ value, words }) => ({ value, label: words, lang: language }));
  return { options, defaultValue: response[at] ?? "" };
}

function Group({ question, label, error, children }: FieldsProps & { children: ReactNode }) {
  const id = `q${question.number}`;
  return (
    <fieldset
      className="field choices"
      id={id}
      aria-describedby={error ? `${id}-error` : undefined}
      tabIndex={error ? -1 : undefined}
    >
      <legend>{label}</legend>
      <FieldNotes id={id} error={error} />
      {children}
    </fieldset>
  );
}
