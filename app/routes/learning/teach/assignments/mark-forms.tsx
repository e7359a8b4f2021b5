import type { FormState } from "#app/http/typed.ts";
import type { getTaughtSubmission } from "#app/modules/learning/assignments/staff/get-taught-submission.server.ts";
import { wayToReopen } from "#app/modules/learning/assignments/submission-policy.ts";
import { RubricFields, RubricView } from "#app/routes/learning/assignments/rubric-view.tsx";
import { reviewStates } from "#app/routes/learning/assignments/labels.ts";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { Deadline } from "#app/ui/elements/deadline.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type Submission = Awaited<ReturnType<typeof getTaughtSubmission>>;

/** Who reviews a submission, how far they are, and what they gave. */
export function Reviews({ submission, address }: { submission: Submission; address: string }) {
  const { t, format } = useI18n();
  const { reviews, rubric, peerPercent } = submission;
  if (reviews.length === 0) return null;
  return (
    <section className="section stack" aria-labelledby="reviews">
      <h2 id="reviews">{t("assignments.mark.reviews")}</h2>
      {peerPercent !== null && (
        <p>
          {t("assignments.mark.peer_score", {
            percent: t("learning.course.percent", { percent: format.number(shownPercent(peerPercent)) }),
          })}
        </p>
      )}
      {reviews.map(({ id, state, reviewer, marks, comment, leaseUntil }) => (
        <article key={id} className="stack stack-tight review-row">
          <h3>
            <UserText>{reviewer.name}</UserText> <Chip>{t(reviewStates[state])}</Chip>
          </h3>
          {state === "submitted" && <RubricView rubric={rubric} marks={marks} />}
          {state === "submitted" && comment && (
            <p>
              <UserText>{comment}</UserText>
            </p>
          )}
          {state !== "submitted" && (
            <form method="post" action={address} className="cluster">
              {state !== "lapsed" && (
                <span className="soft">
                  <Deadline what="due" at={leaseUntil} />
                </span>
              )}
              <input type="hidden" name="review" value={id} />
              <Button
                name="intent"
                value="remove"
                variant="quiet"
                aria-label={t("assignments.mark.remove_named", { name: reviewer.name })}
              >
                {t("assignments.mark.remove")}
              </Button>
            </form>
          )}
        </article>
      ))}
    </section>
  );
}

/** The trainer's own mark: by the rubric, or a percentage; it comes before what reviewers gave. */
export function MarkForm({ submission, form, address }: { submission: Submission; form: FormState; address: string }) {
  const { t, format } = useI18n();
  const { rubric, trainerMarks, trainerPercent, trainerComment, trainerAt, trainer } = submission;
  return (
    <form method="post" action={address} className="form section stack">
      <h2>{t("assignments.mark.title")}</h2>
      {trainerAt && trainerPercent !== null && (
        <p>
          {t("assignments.mark.given", {
            percent: t("learning.course.percent", { percent: format.number(shownPercent(trainerPercent)) }),
            name: trainer?.name ?? "–",
            date: format.dateTime(trainerAt),
          })}
        </p>
      )}
      <RubricFields rubric={rubric} marks={trainerMarks} form={form} />
      <TextField
        name="percent"
        label={t("assignments.mark.percent")}
        hint={rubric.length > 0 ? t("assignments.mark.percent_hint") : undefined}
        inputMode="decimal"
        error={form.error("percent")}
        defaultValue={form.value("percent")}
      />
      <TextArea
        name="comment"
        label={t("assignments.mark.comment")}
        maxLength={10_000}
        defaultValue={form.value("comment", trainerComment ?? "")}
        error={form.error("comment")}
      />
      <ButtonRow>
        <Button variant="primary" name="intent" value="mark">
          {t("assignments.mark.save")}
        </Button>
        {trainerAt && (
          <Button name="intent" value="unmark">
            {t("assignments.mark.take_back")}
          </Button>
        )}
      </ButtonRow>
    </form>
  );
}

/** What a trainer can do when reviews do not come, or something went wrong. */
export function StepIn({
  submission,
  address,
  hasReviews,
}: {
  submission: Submission;
  address: string;
  hasReviews: boolean;
}) {
  const { t } = useI18n();
  const { candidates, scoredAt, trainerAt } = submission;
  const isSettled = scoredAt !== null || trainerAt !== null;
  const way = wayToReopen(submission);
  if (!way && (isSettled || !hasReviews)) return null;
  return (
    <section className="section stack" aria-labelledby="step-in">
      <h2 id="step-in">{t("assignments.step_in.title")}</h2>
      {hasReviews && !isSettled && candidates.length > 0 && (
        <form method="post" action={address} className="form stack">
          <SelectField
            name="reviewer"
            label={t("assignments.step_in.reviewer")}
            options={candidates.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button name="intent" value="add">
            {t("assignments.step_in.add")}
          </Button>
        </form>
      )}
      <form method="post" action={address} className="stack">
        {hasReviews && !isSettled && (
          <div>
            <p>{t("assignments.step_in.waive_why")}</p>
            <Button name="intent" value="waive">
              {t("assignments.step_in.waive")}
            </Button>
          </div>
        )}
        {way && (
          <div>
            <p>{t(way === "new" ? "assignments.step_in.reopen_new_why" : "assignments.step_in.reopen_why")}</p>
            <Button name="intent" value="reopen">
              {t("assignments.step_in.reopen")}
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}
