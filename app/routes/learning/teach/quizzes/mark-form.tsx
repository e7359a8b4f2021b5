import type { FormState } from "#app/http/typed.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type MarkFormProps = {
  number: number;
  maxMarks: number;
  manualMarks: number | null;
  comment: string | null;
  question: { verdict: string | null };
  form: FormState;
};

/** A trainer's own marks and words for one answer; folded away where nothing waits for them. */
export function MarkForm({ number, maxMarks, manualMarks, comment, question, form }: MarkFormProps) {
  const { t, format } = useI18n();
  const [marksName, commentName] = [`marks-${number}`, `comment-${number}`];
  const isOpen = question.verdict === "unmarked" || manualMarks !== null || form.error(marksName) !== undefined;
  return (
    <details open={isOpen}>
      <summary>{t("quizzes.staff.mark", { number })}</summary>
      <form method="post" className="form">
        <input type="hidden" name="number" value={number} />
        <TextField
          name={marksName}
          label={t("quizzes.staff.marks")}
          hint={t("quizzes.staff.marks_hint", { max: format.marks(maxMarks) })}
          error={form.error(marksName)}
          defaultValue={form.value(marksName, manualMarks === null ? "" : String(manualMarks))}
          inputMode="decimal"
          maxLength={12}
        />
        <TextArea
          name={commentName}
          label={t("quizzes.staff.comment")}
          hint={t("quizzes.staff.comment_hint")}
          error={form.error(commentName)}
          defaultValue={form.value(commentName, comment ?? "")}
          rows={3}
          maxLength={10_000}
        />
        <Button variant={question.verdict === "unmarked" ? "primary" : "secondary"}>
          {t("quizzes.staff.save_marks")}
        </Button>
      </form>
    </details>
  );
}
