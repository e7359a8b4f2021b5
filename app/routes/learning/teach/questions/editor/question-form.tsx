import type { ReactNode } from "react";
import type { QuestionFieldsProps } from "./question-fields-props.ts";
import { QuestionFields } from "./question-fields.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";

type QuestionFormProps = Omit<QuestionFieldsProps, "action"> & {
  action: string;
  save: string;
  /** Hidden fields, and whatever stands above the question. */
  children?: ReactNode;
};

/**
 * The form of a question. Complete without JavaScript: rows are added and moved by sending the form, which comes back with
 * everything in it. The island does the same without leaving the page, and warns before unsaved work is left.
 */
export function QuestionForm({ action, save, children, ...fields }: QuestionFormProps) {
  const { t } = useI18n();
  return (
    <form-parts
      class="question-form"
      data-leave={t("authoring.question.leave")}
      data-typed={fields.state.isTyped ? "" : undefined}
    >
      <form method="post" action={action} className="form" id="question-form">
        {/* Enter in a field presses the first button of a form: it saves, and never moves a row. */}
        <button type="submit" className="visually-hidden" name="intent" value="save" tabIndex={-1} aria-hidden="true">
          {save}
        </button>
        {children}
        <QuestionFields {...fields} action={action} />
        <ButtonRow>
          <Button variant="primary" name="intent" value="save">
            {save}
          </Button>
          <Button name="intent" value="preview" formAction={`${action}#preview`} data-part="preview">
            {t("authoring.question.preview")}
          </Button>
        </ButtonRow>
      </form>
      <Island name="form-parts" />
    </form-parts>
  );
}
