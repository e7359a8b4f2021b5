import type { ReactNode } from "react";
import { isEmptyRow, readRows, type Row, rowId, type RowKind } from "#app/modules/learning/bank/fields.ts";
import { ReferenceText } from "./reference.tsx";
import type { QuestionState } from "./typed-fields.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { FieldNotes, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export type RowsProps = {
  state: QuestionState;
  prefix: string;
  kind: RowKind;
  legend: ReactNode;
  hint?: ReactNode;
  /** The name of a row ("Answer 2"). */
  label: (row: number) => string;
  /** How many may be right; without it rows have no tick. */
  right?: "one" | "several";
  /** Rows that can be moved up and down. */
  isMovable?: boolean;
  /** Rows of a translation that are as many as in the original: words only. */
  isFixed?: boolean;
  /** The texts of the original beside those of a translation. */
  reference?: { rows: Row[]; language: string } | null;
  /** The address that the form is sent to; buttons of rows come back to their list. */
  action: string;
  words: { lang: string; dir: "ltr" | "rtl" };
};

/** A list of rows of a question: answers, pairs, things to be put in order. Rows left empty are not kept. */
export function Rows(props: RowsProps) {
  const { state, prefix, kind, legend, hint, isFixed, action } = props;
  const { t } = useI18n();
  const rows = readRows(state.fields, prefix, kind);
  const error = state.error(prefix);
  const notes = [hint && `${prefix}-hint`, error && `${prefix}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset className="field question-rows" id={prefix} tabIndex={error ? -1 : undefined} aria-describedby={notes}>
      <legend>{legend}</legend>
      <FieldNotes id={prefix} hint={hint} error={error} />
      <ol role="list">
        {rows.map((row, at) => (
          <li key={at} className="question-row">
            <RowFields {...props} row={row} at={at} isLast={at === rows.length - 1} />
          </li>
        ))}
      </ol>
      {!isFixed && (
        <Button name="intent" value={`more-${prefix}`} formAction={`${action}#${prefix}`} data-part="" formNoValidate>
          {t("authoring.question.more_rows")}
        </Button>
      )}
    </fieldset>
  );
}

type RowFieldsProps = RowsProps & { row: Row; at: number; isLast: boolean };

function RowFields(props: RowFieldsProps) {
  const { state, prefix, kind, label, row, at, right, isFixed, words } = props;
  const { t } = useI18n();
  const field = (column: string) => ({
    name: `${prefix}_${column}`,
    id: rowId(prefix, column, at),
    defaultValue: row[column] ?? "",
    error: state.error(rowId(prefix, column, at)),
  });
  const ticked = (state.fields[`${prefix}_right`] ?? []).includes(String(at));
  const isAnswer = kind === "choice" || kind === "short" || kind === "numeric";
  return (
    <>
      <input type="hidden" name={`${prefix}_from`} value={row.from ?? ""} />
      {kind === "choice" && <TextArea {...field("text")} {...words} rows={1} label={label(at + 1)} />}
      {kind === "short" && <TextField {...field("text")} {...words} label={label(at + 1)} />}
      {kind === "item" && <TextArea {...field("text")} {...words} rows={1} label={label(at + 1)} />}
      {kind === "pair" && (
        <div className="question-pair">
          <TextArea
            {...field("prompt")}
            {...words}
            rows={1}
            label={t("authoring.question.pair_prompt", { row: at + 1 })}
          />
          <TextArea
            {...field("answer")}
            {...words}
            rows={1}
            label={t("authoring.question.pair_answer", { row: at + 1 })}
          />
        </div>
      )}
      {kind === "extra" && <TextField {...field("answer")} {...words} label={label(at + 1)} />}
      {kind === "numeric" && (isFixed ? <FixedNumbers {...props} /> : <Numbers label={label(at + 1)} field={field} />)}
      <Reference {...props} />
      {right && (
        <CheckField
          type={right === "one" ? "radio" : "checkbox"}
          name={`${prefix}_right`}
          id={`${prefix}_right-${at + 1}`}
          value={String(at)}
          defaultChecked={ticked}
          label={t("authoring.question.is_right")}
          aria-label={t("authoring.question.is_right_of", { answer: label(at + 1) })}
        />
      )}
      {isAnswer && <Extras {...props} field={field} />}
      {!isFixed && props.isMovable && <RowButtons {...props} />}
    </>
  );
}

type FieldOf = (column: string) => { name: string; id: string; defaultValue: string; error: string | undefined };

function Numbers({ label, field }: { label: string; field: FieldOf }) {
  const { t } = useI18n();
  const number = { inputMode: "decimal" as const, dir: "ltr" };
  return (
    <div className="question-numbers" role="group" aria-label={label}>
      <TextField {...field("value")} {...number} label={label} />
      <TextField {...field("tolerance")} {...number} label={t("authoring.question.tolerance")} />
      <TextField {...field("min")} {...number} label={t("authoring.question.from")} />
      <TextField {...field("max")} {...number} label={t("authoring.question.to")} />
    </div>
  );
}

/** In a translation the numbers are those of the original: they are sent along, and can be read. */
function FixedNumbers({ prefix, row, label, at }: RowFieldsProps) {
  const { value, tolerance, min, max } = row;
  const { t } = useI18n();
  const shown = value ? (tolerance ? `${value} ± ${tolerance}` : value) : `${min || "…"} – ${max || "…"}`;
  return (
    <p>
      {label(at + 1)}
      {t("ui.text.colon")} <bdi dir="ltr">{shown}</bdi>
      {["value", "tolerance", "min", "max"].map((column) => (
        <input key={column} type="hidden" name={`${prefix}_${column}`} value={row[column] ?? ""} />
      ))}
    </p>
  );
}

/** What a row is worth, and what is said about it: out of the way until somebody needs it. */
function Extras({ row, kind, isFixed, field, words, at, label, state, prefix }: RowFieldsProps & { field: FieldOf }) {
  const { t } = useI18n();
  const hasError = Boolean(state.error(rowId(prefix, "worth", at)) ?? state.error(rowId(prefix, "feedback", at)));
  const isOpen = Boolean(row.worth || row.feedback || hasError);
  return (
    <details open={isOpen}>
      <summary>
        {isFixed ? t("authoring.question.row_feedback") : t("authoring.question.row_extras")}
        <span className="visually-hidden"> {label(at + 1)}</span>
      </summary>
      <div className="stack stack-tight">
        {!isFixed && (
          <TextField
            {...field("worth")}
            label={t("authoring.question.worth")}
            hint={t(kind === "choice" ? "authoring.question.worth_hint" : "authoring.question.worth_typed_hint")}
            inputMode="decimal"
            dir="ltr"
            maxLength={20}
          />
        )}
        <TextArea {...field("feedback")} {...words} rows={2} label={t("authoring.question.row_feedback")} />
      </div>
    </details>
  );
}

function Reference({ reference, at, kind }: RowFieldsProps) {
  const row = reference?.rows[at];
  if (!reference || !row || isEmptyRow(row)) return null;
  const texts = kind === "pair" ? [row.prompt, row.answer] : [row.text ?? row.answer ?? "", row.feedback ?? ""];
  return (
    <>
      {texts.filter(Boolean).map((text, index) => (
        <ReferenceText key={index} text={text!} language={reference.language} />
      ))}
    </>
  );
}

function RowButtons({ prefix, at, isLast, label, action }: RowFieldsProps) {
  const { t } = useI18n();
  const button = (direction: "up" | "down", words: string, disabled: boolean) => (
    <button
      type="submit"
      className="tool"
      name="intent"
      value={`${direction}-${prefix}-${at}`}
      formAction={`${action}#${prefix}`}
      formNoValidate
      data-part=""
      disabled={disabled}
      aria-label={words}
    >
      <span aria-hidden="true">{direction === "up" ? "↑" : "↓"}</span>
    </button>
  );
  const row = { row: label(at + 1) };
  return (
    <div className="move-buttons">
      {button("up", t("authoring.question.move_up", row), at === 0)}
      {button("down", t("authoring.question.move_down", row), isLast)}
    </div>
  );
}
