import { zonedMoment } from "#app/i18n/zone-name.ts";
import { directionOf } from "#app/i18n/languages.ts";
import type { FormState } from "#app/http/typed.ts";
import type { AssignmentSettings } from "#app/modules/learning/assignments/assignment-settings.ts";
import type { Standing } from "#app/modules/learning/assignments/get-assignment.server.ts";
import { DraftForm } from "#app/routes/learning/assignments/draft-form.tsx";
import { FileList } from "#app/routes/learning/assignments/file-list.tsx";
import { OutOfSightNotice } from "#app/routes/learning/assignments/out-of-sight.tsx";
import { LateChip } from "#app/ui/elements/deadline.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

type Props = {
  submission: NonNullable<Standing["current"]>;
  address: string;
  text: string;
  mine: Standing;
  isAgain: boolean;
  form: FormState;
  settings: AssignmentSettings;
};

/** What was handed in, and when; and the way to hand in again while that is allowed. */
export function Receipt({ submission, isAgain, ...props }: Props) {
  const { t, format } = useI18n();
  const { address, form } = props;
  const { outOfSight } = props.mine;
  const at = submission.submittedAt!;
  return (
    <section className="section stack" aria-labelledby="receipt">
      <h2 id="receipt">{t("assignments.receipt.title", { number: submission.number })}</h2>
      <Notice tone="success">
        {t("assignments.receipt.at", { date: zonedMoment(format, at) })} {submission.isLate && <LateChip />}
      </Notice>
      {outOfSight && <OutOfSightNotice sight={outOfSight.sight} own={outOfSight} />}
      <MarkdownView html={submission.html} lang={submission.language} dir={directionOf(submission.language)} />
      <FileList files={submission.files} address={address} />
      {isAgain && (
        <details open={form.failure !== null || form.fromSavedForm}>
          <summary>{t("assignments.receipt.again")}</summary>
          <p>{t("assignments.receipt.again_why")}</p>
          <DraftForm {...props} />
        </details>
      )}
    </section>
  );
}
