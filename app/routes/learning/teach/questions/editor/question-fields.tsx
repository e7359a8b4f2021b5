import { directionOf } from "#app/i18n/languages.ts";
import { readRows } from "#app/modules/learning/bank/fields.ts";
import { Gaps } from "./gaps.tsx";
import { ReferenceText } from "./reference.tsx";
import { Rows } from "./rows.tsx";
import type { QuestionFieldsProps } from "./question-fields-props.ts";
import type { QuestionState } from "./typed-fields.ts";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The fields of a question of any kind. A translation has those of its words; the rest follows the original. */
export function QuestionFields(props: QuestionFieldsProps) {
  const { state, kind, language, original, tags } = props;
  const { t } = useI18n();
  const words = { lang: language, dir: directionOf(language) };
  const text = (name: string) => ({ name, defaultValue: state.value(name), error: state.error(name), ...words });
  const beside = (name: string) =>
    original && <ReferenceText text={original.fields[name]?.[0] ?? ""} language={original.language} />;
  return (
    <>
      <TextField
        {...text("title")}
        label={t("authoring.question.title")}
        hint={t("authoring.question.title_hint")}
        optional={t("authoring.question.optional")}
        maxLength={200}
      />
      {beside("title")}
      <TextArea
        {...text("prompt")}
        label={t("authoring.question.prompt")}
        hint={kind === "cloze" ? t("authoring.question.cloze_hint") : undefined}
        rows={4}
      />
      {beside("prompt")}
      <KindFields {...props} words={words} />
      <details className="question-more" open={hasMore(state)}>
        <summary>{t("authoring.question.more")}</summary>
        <div className="stack">
          {!original && <Settings state={state} tags={tags} />}
          {(["general", "right", "partly", "wrong"] as const).map((name) => (
            <div key={name} className="stack stack-tight">
              <TextArea {...text(`feedback_${name}`)} rows={2} label={t(feedbackLabels[name])} />
              {beside(`feedback_${name}`)}
            </div>
          ))}
        </div>
      </details>
    </>
  );
}

const feedbackLabels = {
  general: "authoring.question.feedback_general",
  right: "authoring.question.feedback_right",
  partly: "authoring.question.feedback_partly",
  wrong: "authoring.question.feedback_wrong",
} as const;

function hasMore({ fields, error }: QuestionState): boolean {
  const names = ["penalty", "feedback_general", "feedback_right", "feedback_partly", "feedback_wrong"];
  const isWritten = [...names, "tags"].some((name) => (fields[name]?.[0] ?? "") !== "");
  return isWritten || ["marks", "format", ...names, "tags"].some((name) => error(name) !== undefined);
}

function Settings({ state, tags }: { state: QuestionState; tags: string }) {
  const { t } = useI18n();
  const number = { inputMode: "decimal" as const, dir: "ltr", maxLength: 20 };
  return (
    <>
      <TextField
        {...number}
        name="marks"
        label={t("authoring.question.marks")}
        defaultValue={state.value("marks")}
        error={state.error("marks")}
      />
      <TextField
        {...number}
        name="penalty"
        label={t("authoring.question.penalty")}
        hint={t("authoring.question.penalty_hint")}
        optional={t("authoring.question.optional")}
        defaultValue={state.value("penalty")}
        error={state.error("penalty")}
      />
      <TextField
        name="tags"
        label={t("authoring.question.tags")}
        hint={t("authoring.question.tags_hint")}
        optional={t("authoring.question.optional")}
        defaultValue={state.isTyped ? state.value("tags") : tags}
        error={state.error("tags")}
      />
      <SelectField
        name="format"
        label={t("authoring.question.format")}
        defaultValue={state.value("format") || "markdown"}
        options={[
          { value: "markdown", label: t("authoring.question.format_markdown") },
          { value: "plain", label: t("authoring.question.format_plain") },
          { value: "html", label: t("authoring.question.format_html") },
        ]}
      />
    </>
  );
}

type Words = { lang: string; dir: "ltr" | "rtl" };

function KindFields(props: QuestionFieldsProps & { words: Words }) {
  const { state, kind, original, words, action } = props;
  const { t } = useI18n();
  const reference = (prefix: string, rows: Parameters<typeof readRows>[2]) =>
    original && { rows: readRows(original.fields, prefix, rows), language: original.language };
  const common = { state, words, action, isFixed: original !== null };
  switch (kind) {
    case "single":
    case "several":
      return (
        <Rows
          {...common}
          prefix="a"
          kind="choice"
          right={original ? undefined : kind === "single" ? "one" : "several"}
          legend={t("authoring.question.answers")}
          hint={
            !original && t(kind === "single" ? "authoring.question.single_hint" : "authoring.question.several_hint")
          }
          label={(row) => t("authoring.question.answer", { row })}
          reference={reference("a", "choice")}
          isMovable
        />
      );
    case "short":
      return (
        <Rows
          {...common}
          isFixed={false}
          prefix="a"
          kind="short"
          legend={t("authoring.question.accepted")}
          hint={t("authoring.question.short_hint")}
          label={(row) => t("authoring.question.accepted_row", { row })}
          reference={reference("a", "short")}
        />
      );
    case "numeric":
      return (
        <Rows
          {...common}
          prefix="a"
          kind="numeric"
          legend={t("authoring.question.accepted_numbers")}
          hint={!original && t("authoring.question.numeric_hint")}
          label={(row) => t("authoring.question.number_row", { row })}
          reference={reference("a", "numeric")}
        />
      );
    case "matching":
      return (
        <>
          <Rows
            {...common}
            prefix="p"
            kind="pair"
            legend={t("authoring.question.pairs")}
            hint={!original && t("authoring.question.pairs_hint")}
            label={(row) => t("authoring.question.pair", { row })}
            reference={reference("p", "pair")}
          />
          <Rows
            {...common}
            prefix="x"
            kind="extra"
            legend={t("authoring.question.extra")}
            hint={!original && t("authoring.question.extra_hint")}
            label={(row) => t("authoring.question.extra_row", { row })}
            reference={reference("x", "extra")}
          />
        </>
      );
    case "ordering":
      return (
        <Rows
          {...common}
          prefix="i"
          kind="item"
          legend={t("authoring.question.items")}
          hint={!original && t("authoring.question.items_hint")}
          label={(row) => t("authoring.question.item", { row })}
          reference={reference("i", "item")}
          isMovable
        />
      );
    case "boolean":
      return <BooleanFields {...props} />;
    case "cloze":
      return <Gaps {...props} reference={reference} />;
    case "essay":
      return <EssayFields {...props} />;
  }
}

function BooleanFields({ state, original, words }: QuestionFieldsProps & { words: Words }) {
  const { t } = useI18n();
  const labels = [t("learning.attempt.true"), t("learning.attempt.false")];
  const notes = state.fields.a_feedback ?? [];
  return (
    <>
      {!original && (
        <RadioGroup
          name="a_right"
          id="a"
          label={t("authoring.question.boolean_right")}
          error={state.error("a")}
          chosen={state.fields.a_right?.[0] ?? null}
          choices={labels.map((label, index) => ({ value: String(index), label }))}
        />
      )}
      {labels.map((label, at) => (
        <div key={label} className="stack stack-tight">
          <TextArea
            {...words}
            name="a_feedback"
            id={`a_feedback-${at + 1}`}
            rows={1}
            label={t("authoring.question.boolean_feedback", { answer: label })}
            optional={t("authoring.question.optional")}
            defaultValue={notes[at] ?? ""}
            error={state.error(`a_feedback-${at + 1}`)}
          />
          {original && <ReferenceText text={original.fields.a_feedback?.[at] ?? ""} language={original.language} />}
        </div>
      ))}
    </>
  );
}

function EssayFields({ state, original, words }: QuestionFieldsProps & { words: Words }) {
  const { t } = useI18n();
  const optional = t("authoring.question.optional");
  const field = (name: string) => ({ name, defaultValue: state.value(name), error: state.error(name), optional });
  const beside = (name: string) =>
    original && <ReferenceText text={original.fields[name]?.[0] ?? ""} language={original.language} />;
  return (
    <>
      <TextArea
        {...field("template")}
        {...words}
        rows={3}
        label={t("authoring.question.template")}
        hint={t("authoring.question.template_hint")}
      />
      {beside("template")}
      {!original && (
        <div className="question-pair">
          <TextField
            {...field("minWords")}
            dir="ltr"
            inputMode="numeric"
            maxLength={6}
            label={t("authoring.question.min_words")}
          />
          <TextField
            {...field("maxWords")}
            dir="ltr"
            inputMode="numeric"
            maxLength={6}
            label={t("authoring.question.max_words")}
          />
        </div>
      )}
      <TextArea
        {...field("notes")}
        {...words}
        rows={3}
        label={t("authoring.question.notes")}
        hint={t("authoring.question.notes_hint")}
      />
      {beside("notes")}
    </>
  );
}
