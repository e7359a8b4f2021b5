import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { findQuizOf } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import { listAskedQuestions } from "#app/modules/learning/quizzes/staff/list-asked-questions.server.ts";
import {
  countSubmitted,
  listRegrades,
  requestRegrade,
} from "#app/modules/learning/quizzes/staff/run-regrade.server.ts";
import { regradeSchema } from "#app/modules/learning/quizzes/staff/schemas.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { QuizNav } from "#app/routes/learning/teach/quizzes/quiz-nav.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const unit = await findQuizOf(access, param("unit"), language);
  const questions = await listAskedQuestions(access, unit.id, language);
  const chosen = url.searchParams.get("question") ?? "";
  return {
    heading: t("quizzes.staff.regrade"),
    access,
    unit,
    questions,
    chosen,
    runs: await listRegrades(unit.id),
    submitted: await countSubmitted(access, unit.id),
  };
});

export const action = form({ schema: regradeSchema, admit: admitStaff }, async (input, { param, language, access }) => {
  const unit = await findQuizOf(access, param("unit"), language);
  const { regradeId } = await requestRegrade(access, unit, input);
  return redirectWith(teachPath(param("slug"), `quizzes/${param("unit")}/regrade/${regradeId}`));
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.heading} · ${data?.unit.title.text}`, matches) },
];

export default function Regrade() {
  const { t } = useI18n();
  const { access, unit, questions, chosen, runs, submitted } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  return (
    <TeachPage
      access={access}
      section="quizzes"
      title={unit.title.text}
      lang={unit.title.language}
      trail={[{ label: t("teach.nav.quizzes"), href: teachPath(slug, "quizzes") }]}
    >
      <QuizNav courseSlug={slug} unitSlug={unit.slug} mayEdit={access.mayEdit} current="regrade" />
      <section className="section stack">
        <h2>{t("quizzes.staff.regrade")}</h2>
        <p className="measure">{t("quizzes.staff.regrade_text")}</p>
        <p className="measure">{t("quizzes.staff.regrade_count", { count: submitted })}</p>
        <FormProblems form={form} />
        <form method="post" className="form">
          <SelectField
            name="question"
            label={t("quizzes.staff.which_question")}
            error={form.error("question")}
            placeholder={t("quizzes.staff.all_questions")}
            defaultValue={form.value("question", chosen)}
            options={questions.map(({ id, number, prompt }) => ({ value: id, label: `${number}. ${prompt}` }))}
          />
          <div className="button-row">
            <Button variant="primary" name="intent" value="trial">
              {t("quizzes.staff.trial")}
            </Button>
            <Button name="intent" value="apply">
              {t("quizzes.staff.apply")}
            </Button>
          </div>
        </form>
      </section>
      {runs.length > 0 && <Runs base={teachPath(slug, `quizzes/${unit.slug}/regrade`)} />}
    </TeachPage>
  );
}

function Runs({ base }: { base: string }) {
  const { t, format } = useI18n();
  const { runs } = useLoaderData<typeof loader>();
  return (
    <section className="section stack">
      <h2>{t("quizzes.staff.runs")}</h2>
      <DataTable
        caption={t("quizzes.staff.runs")}
        hideCaption
        rows={runs}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "when",
            label: t("quizzes.staff.when"),
            cell: ({ id, createdAt }) => (
              <a href={`${base}/${id}`}>
                <Time iso={createdAt.toISOString()} text={format.dateTime(createdAt)} />
              </a>
            ),
          },
          {
            key: "what",
            label: t("quizzes.staff.what"),
            cell: ({ isTrial }) => t(isTrial ? "quizzes.staff.was_trial" : "quizzes.staff.was_applied"),
          },
          { key: "who", label: t("quizzes.staff.who"), cell: ({ actor }) => <bdi>{actor?.name ?? "–"}</bdi> },
          {
            key: "total",
            label: t("quizzes.staff.attempts"),
            numeric: true,
            cell: ({ total }) => format.number(total),
          },
        ]}
      />
    </section>
  );
}
