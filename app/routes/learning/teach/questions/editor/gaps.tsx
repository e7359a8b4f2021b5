import { countGaps, gapKind, gapPrefix, type Row, type RowKind } from "#app/modules/learning/bank/fields.ts";
import { Rows } from "./rows.tsx";
import type { QuestionFieldsProps } from "./question-fields-props.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type GapsProps = QuestionFieldsProps & {
  words: { lang: string; dir: "ltr" | "rtl" };
  reference: (prefix: string, rows: RowKind) => { rows: Row[]; language: string } | null;
};

/** The gaps of a cloze text, as many as the text names. */
export function Gaps(props: GapsProps) {
  const { state, original, action } = props;
  const { t } = useI18n();
  const gaps = Array.from({ length: countGaps(original ? original.fields : state.fields) }, (_, index) => index + 1);
  return (
    <>
      {!original && (
        <p>
          <Button name="intent" value="gaps" formAction={`${action}#g1`} formNoValidate data-part="">
            {t("authoring.question.show_gaps")}
          </Button>
        </p>
      )}
      {gaps.map((gap) => (
        <Gap key={gap} {...props} gap={gap} />
      ))}
    </>
  );
}

function Gap({ state, original, words, action, reference, gap }: GapsProps & { gap: number }) {
  const { t } = useI18n();
  const prefix = gapPrefix(gap);
  const kind = gapKind(original ? original.fields : state.fields, gap);
  return (
    <section className="gap-fields stack" aria-labelledby={`${prefix}-name`}>
      <h2 id={`${prefix}-name`}>
        {t("authoring.question.gap", { gap })} <code dir="ltr">[[{gap}]]</code>
      </h2>
      {!original && (
        <div className="question-pair">
          <SelectField
            name={`${prefix}_kind`}
            label={t("authoring.question.gap_kind")}
            hint={t("authoring.question.gap_kind_hint")}
            defaultValue={kind}
            options={[
              { value: "choice", label: t("authoring.question.gap_choice") },
              { value: "short", label: t("authoring.question.gap_short") },
              { value: "numeric", label: t("authoring.question.gap_numeric") },
            ]}
          />
          <TextField
            name={`${prefix}_weight`}
            label={t("authoring.question.gap_weight")}
            hint={t("authoring.question.gap_weight_hint")}
            defaultValue={state.value(`${prefix}_weight`) || "1"}
            error={state.error(`${prefix}_weight`)}
            inputMode="decimal"
            dir="ltr"
            maxLength={10}
          />
        </div>
      )}
      <Rows
        state={state}
        prefix={prefix}
        kind={kind}
        words={words}
        action={action}
        right={kind === "choice" && !original ? "one" : undefined}
        isFixed={original !== null && kind !== "short"}
        legend={t(kind === "choice" ? "authoring.question.gap_answers" : "authoring.question.accepted")}
        label={(row) => t(kind === "choice" ? "authoring.question.answer" : "authoring.question.accepted_row", { row })}
        reference={reference(prefix, kind)}
      />
    </section>
  );
}
