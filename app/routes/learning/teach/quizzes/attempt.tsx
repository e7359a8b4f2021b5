import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { findQuizOf } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import {
  findNextToMark,
  getAttemptForStaff,
  markAnswer,
  requireAttemptSeen,
} from "#app/modules/learning/quizzes/staff/mark-answer.server.ts";
import { markSchema } from "#app/modules/learning/quizzes/staff/schemas.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { ReviewedQuestion } from "#app/routes/learning/questions/reviewed-question.tsx";
import { MarkForm } from "#app/routes/learning/teach/quizzes/mark-form.tsx";
import { attemptStateLabels } from "./labels.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { MarkingChip } from "#app/ui/elements/marking-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const unit = await findQuizOf(access, param("unit"), language);
  const view = await getAttemptForStaff(access, unit, param("attempt"), language);
  return { access, unit, ...view, nextToMark: await findNextToMark(access, unit.id, view.attempt.id) };
});

async function admit(request: PageRequest) {
  const access = await admitStaff(request);
  const unit = await findQuizOf(access, request.param("unit"), request.language);
  await requireAttemptSeen(access, unit, request.param("attempt"));
  return { access, unit };
}

export const action = form({ schema: markSchema, admit }, async (input, { param, url, access: { access, unit } }) => {
  await markAnswer(access, unit, param("attempt"), input);
  return redirectWith(`${url.pathname}#q${input.number}`, { flash: "quizzes.flash.marked" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.attempt.user.name} · ${data?.unit.title.text}`, matches) },
];

export default function StaffAttempt() {
  const { t } = useI18n();
  const { access, unit, attempt, questions, nextToMark } = useLoaderData<typeof loader>();
  const form = useFormState();
  const base = teachPath(access.course.slug, `quizzes/${unit.slug}`);
  const waiting = questions.filter(({ question }) => question.verdict === "unmarked");
  return (
    <TeachPage
      access={access}
      section="quizzes"
      title={attempt.user.name}
      lede={t("learning.quiz.attempt_number", { number: attempt.number })}
      trail={[
        { label: t("teach.nav.quizzes"), href: teachPath(access.course.slug, "quizzes") },
        { label: unit.title.text, href: base },
      ]}
      actions={nextToMark && <LinkButton href={`${base}/attempts/${nextToMark}`}>{t("quizzes.staff.next")}</LinkButton>}
    >
      <FormProblems form={form} />
      <Facts />
      {waiting.length > 0 && (
        <p className="cluster section">
          {t("quizzes.staff.waiting")}
          {waiting.map(({ question: { number } }) => (
            <a key={number} className="button button-quiet" href={`#q${number}`}>
              {t("ui.question.number", { number })}
            </a>
          ))}
        </p>
      )}
      {attempt.state === "submitted" && (
        <form method="post" action={`${base}/regrade`} className="section">
          <input type="hidden" name="attempt" value={attempt.id} />
          <Button name="intent" value="trial">
            {t("quizzes.staff.regrade_this")}
          </Button>
        </form>
      )}
      <section className="section stack-loose">
        <h2>{t("learning.receipt.review")}</h2>
        {questions.map((one) => (
          <div key={one.question.number} id={`q${one.question.number}`} tabIndex={-1}>
            <ReviewedQuestion question={one.question} isOthers />
            {one.notes && (
              <p className="measure small soft">
                {t("quizzes.staff.notes")} <bdi>{one.notes}</bdi>
              </p>
            )}
            {attempt.state === "submitted" && <MarkForm {...one} number={one.question.number} form={form} />}
          </div>
        ))}
      </section>
    </TeachPage>
  );
}

function Facts() {
  const { t, format } = useI18n();
  const { attempt } = useLoaderData<typeof loader>();
  const { startedAt, submittedAt, percent, marks, maxMarks, needsMarking, state } = attempt;
  const time = (at: Date) => <Time iso={at.toISOString()} text={format.dateTime(at)} />;
  return (
    <DefinitionList
      items={[
        {
          term: t("quizzes.staff.state"),
          value: state === "submitted" ? <MarkingChip isSettled={!needsMarking} /> : t(attemptStateLabels[state]),
        },
        { term: t("quizzes.staff.started"), value: time(startedAt) },
        ...(submittedAt ? [{ term: t("learning.quiz.submitted_at"), value: time(submittedAt) }] : []),
        ...(percent !== null && marks !== null
          ? [
              {
                term: t("grades.table.grade"),
                value: t("learning.receipt.grade", {
                  percent: format.number(shownPercent(percent)),
                  marks: format.marks(marks),
                  max: format.marks(maxMarks ?? 0),
                }),
              },
            ]
          : []),
      ]}
    />
  );
}
