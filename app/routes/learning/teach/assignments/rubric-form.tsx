import type { FormState } from "#app/http/typed.ts";
import type { CriterionRow, RubricTable } from "#app/modules/learning/assignments/rubric-table.ts";
import { inLanguage } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { RubricHead } from "./rubric-head.tsx";

type FormProps = {
  table: RubricTable;
  /** The same rubric in the language of the course; empty when that is the one being written. */
  original: RubricTable;
  written: string;
  state: string;
  form: FormState;
  address: string;
  back: string;
};

/**
 * A rubric as a table to write in: criteria down, levels across. Buttons that change its shape send the form and give it back
 * as it was typed, in its new shape; only the last one saves.
 */
export function RubricTableForm({ table, original, written, state, form, address, back }: FormProps) {
  const { t } = useI18n();
  const columns = Math.max(0, ...table.map(({ levels }) => levels.length));
  return (
    <form method="post" action={address} className="stack">
      <input type="hidden" name="state" value={state} />
      {/* What Enter in a field presses: without it the first button of the table. */}
      <button type="submit" className="visually-hidden" name="intent" value="save" tabIndex={-1} aria-hidden="true" />
      {table.length === 0 && (
        <EmptyState title={t("assignments.rubric.empty")}>{t("assignments.rubric.empty_next")}</EmptyState>
      )}
      {table.length > 0 && (
        <div className="rubric-edit" role="region" aria-label={t("assignments.rubric.table")} tabIndex={0}>
          <table className="table" role="table">
            <RubricHead levels={columns} />
            <tbody role="rowgroup">
              {table.map((criterion, row) => (
                <tr key={row} role="row">
                  <CriterionCell
                    {...{ criterion, row, written, form, address }}
                    isLast={row === table.length - 1}
                    original={original.find(({ key }) => key === criterion.key)}
                  />
                  {Array.from({ length: columns }, (_, at) => (
                    <td key={at} role="cell">
                      {criterion.levels[at] && (
                        <LevelCell
                          {...{ criterion, row, at, written, form, address }}
                          original={original.find(({ key }) => key === criterion.key)}
                        />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>
        <Button name="intent" value="add" formAction={`${address}#title-${table.length}`}>
          {t("assignments.rubric.add")}
        </Button>
      </p>
      <ButtonRow>
        <Button variant="primary" name="intent" value="save">
          {t("assignments.button.save_rubric")}
        </Button>
        <LinkButton href={back}>{t("assignments.button.back")}</LinkButton>
      </ButtonRow>
    </form>
  );
}

type CellProps = {
  criterion: CriterionRow;
  original: CriterionRow | undefined;
  row: number;
  written: string;
  form: FormState;
  address: string;
};

function CriterionCell({ criterion, original, row, written, form, address, isLast }: CellProps & { isLast: boolean }) {
  const { t } = useI18n();
  const number = row + 1;
  const words = inLanguage(written);
  return (
    <th role="rowheader" scope="row">
      <input type="hidden" name={`key-${row}`} value={criterion.key} />
      <TextField
        name={`title-${row}`}
        label={t("assignments.rubric.criterion_name", { number })}
        maxLength={200}
        {...words}
        placeholder={original?.title}
        error={form.error(`title-${row}`)}
        defaultValue={criterion.title}
      />
      <TextArea
        name={`about-${row}`}
        label={
          <Named by={t("assignments.rubric.of_criterion", { number })}>{t("assignments.rubric.description")}</Named>
        }
        optional={t("assignments.optional")}
        rows={2}
        maxLength={2000}
        {...words}
        placeholder={original?.description}
        error={form.error(`about-${row}`)}
        defaultValue={criterion.description}
      />
      <div className="cluster-tight">
        <Tool
          value={`up-${row}`}
          sign="↑"
          label={t("assignments.rubric.criterion_up", { number })}
          to={`${address}#title-${row - 1}`}
          disabled={row === 0}
        />
        <Tool
          value={`down-${row}`}
          sign="↓"
          label={t("assignments.rubric.criterion_down", { number })}
          to={`${address}#title-${row + 1}`}
          disabled={isLast}
        />
        <Tool
          value={`remove-${row}`}
          sign="×"
          label={t("assignments.rubric.criterion_remove", { number })}
          to={`${address}#rubric-table`}
        />
        <Button
          className="tool"
          name="intent"
          value={`level-${row}`}
          formAction={`${address}#points-${row}-${criterion.levels.length}`}
          aria-label={t("assignments.rubric.level_add_to", { number })}
        >
          {t("assignments.rubric.level_add")}
        </Button>
      </div>
    </th>
  );
}

function LevelCell({ criterion, original, row, at, written, form, address }: CellProps & { at: number }) {
  const { t } = useI18n();
  const level = criterion.levels[at]!;
  const before = original?.levels.find(({ was }) => was === level.was && was !== "");
  const place = { number: at + 1, criterion: row + 1 };
  const of = t("assignments.rubric.of_level", place);
  const words = inLanguage(written);
  return (
    <>
      <p className="rubric-level">{t("assignments.rubric.level", place)}</p>
      <input type="hidden" name={`was-${row}-${at}`} value={level.was} />
      <TextField
        name={`points-${row}-${at}`}
        label={<Named by={of}>{t("assignments.rubric.level_points")}</Named>}
        inputMode="decimal"
        size={5}
        dir="ltr"
        autoComplete="off"
        error={form.error(`points-${row}-${at}`)}
        defaultValue={level.points}
      />
      <TextField
        name={`level-${row}-${at}`}
        label={<Named by={of}>{t("assignments.rubric.level_name")}</Named>}
        maxLength={200}
        {...words}
        placeholder={before?.title}
        error={form.error(`level-${row}-${at}`)}
        defaultValue={level.title}
      />
      <TextArea
        name={`why-${row}-${at}`}
        label={<Named by={of}>{t("assignments.rubric.level_explanation")}</Named>}
        rows={3}
        maxLength={2000}
        {...words}
        placeholder={before?.explanation}
        error={form.error(`why-${row}-${at}`)}
        defaultValue={level.explanation}
      />
      <div className="cluster-tight">
        <Tool
          value={`back-${row}-${at}`}
          sign="‹"
          label={t("assignments.rubric.level_back", place)}
          to={`${address}#points-${row}-${at - 1}`}
          disabled={at === 0}
        />
        <Tool
          value={`on-${row}-${at}`}
          sign="›"
          label={t("assignments.rubric.level_on", place)}
          to={`${address}#points-${row}-${at + 1}`}
          disabled={at === criterion.levels.length - 1}
        />
        <Tool
          value={`drop-${row}-${at}`}
          sign="×"
          label={t("assignments.rubric.level_remove", place)}
          to={`${address}#title-${row}`}
        />
      </div>
    </>
  );
}

/** A label that says to a screen reader, too, what it belongs to. */
function Named({ by, children }: { by: string; children: string }) {
  return (
    <>
      {children} <span className="visually-hidden">{by}</span>
    </>
  );
}

type ToolProps = { value: string; sign: string; label: string; to: string; disabled?: boolean };

/** A button that changes the shape of the table; the page comes back at what it has changed. */
function Tool({ value, sign, label, to, disabled }: ToolProps) {
  return (
    <button
      type="submit"
      className="tool"
      name="intent"
      value={value}
      formAction={to}
      aria-label={label}
      title={label}
      disabled={disabled}
    >
      {sign}
    </button>
  );
}
