import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import { fewestAttempts } from "#app/modules/learning/quizzes/item-statistics.ts";
import { findQuizOf } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import {
  getQuizStatistics,
  type QuestionStatistics,
} from "#app/modules/learning/quizzes/staff/get-quiz-statistics.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { loadCohortChoice } from "#app/routes/learning/teach/frame/cohort-data.server.ts";
import { CohortChoice } from "#app/routes/learning/teach/frame/cohort-choice.tsx";
import { QuizNav } from "#app/routes/learning/teach/quizzes/quiz-nav.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const unit = await findQuizOf(access, param("unit"), language);
  const { cohorts, cohort } = await loadCohortChoice(access, url);
  const statistics = await getQuizStatistics(access, unit, { language, cohortId: cohort?.id ?? null });
  return { access, unit, cohorts, cohort, ...statistics, fewest: fewestAttempts };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.unit.title.text} · ${data?.access.course.title.text}`, matches) },
];

export default function Statistics() {
  const { t, format } = useI18n();
  const { access, unit, cohorts, cohort, attempts, questions, fewest } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  const number = (value: number) => format.number(Math.round(value * 10) / 10);
  return (
    <TeachPage
      access={access}
      section="quizzes"
      title={unit.title.text}
      lang={unit.title.language}
      lede={t("quizzes.staff.statistics_lede", { count: attempts })}
      trail={[{ label: t("teach.nav.quizzes"), href: teachPath(slug, "quizzes") }]}
    >
      <QuizNav courseSlug={slug} unitSlug={unit.slug} mayEdit={access.mayEdit} current="statistics" />
      <CohortChoice cohorts={cohorts} chosen={cohort?.slug ?? ""} />
      {attempts === 0 ? (
        <EmptyState title={t("quizzes.staff.no_attempts")} />
      ) : (
        <>
          {attempts < fewest && <Notice>{t("quizzes.staff.few", { count: fewest })}</Notice>}
          <DataTable
            caption={t("quizzes.staff.statistics")}
            hideCaption
            rows={questions}
            rowKey={({ questionId }) => questionId}
            columns={[
              { key: "prompt", label: t("quizzes.staff.question"), cell: (one) => <Prompt question={one} /> },
              {
                key: "count",
                label: t("quizzes.staff.count"),
                numeric: true,
                cell: ({ count }) => format.number(count),
              },
              {
                key: "facility",
                label: t("quizzes.staff.facility"),
                numeric: true,
                cell: ({ facility }) => t("learning.course.percent", { percent: number(facility) }),
              },
              {
                key: "deviation",
                label: t("quizzes.staff.deviation"),
                numeric: true,
                cell: ({ deviation }) => number(deviation),
              },
              {
                key: "discrimination",
                label: t("quizzes.staff.discrimination"),
                numeric: true,
                cell: ({ discrimination }) =>
                  discrimination === null ? "–" : format.number(Math.round(discrimination * 100) / 100),
              },
            ]}
          />
          <p className="measure small soft">{t("quizzes.staff.explained")}</p>
          <section className="section stack">
            <h2>{t("quizzes.staff.frequencies")}</h2>
            {questions.map((one) => (
              <Frequencies key={one.questionId} question={one} />
            ))}
          </section>
        </>
      )}
    </TeachPage>
  );
}

/** The beginning of a question as plain text: tables have no room for more. */
function Prompt({ question: { prompt, language } }: { question: QuestionStatistics }) {
  return (
    <span lang={language} dir={directionOf(language)}>
      {excerpt(prompt, 90)}
    </span>
  );
}

function Frequencies({ question }: { question: QuestionStatistics }) {
  const { t, format } = useI18n();
  if (question.frequencies.length === 0) return null;
  return (
    <details>
      <summary>
        <Prompt question={question} />
      </summary>
      <DataTable
        caption={t("quizzes.staff.frequencies")}
        hideCaption
        rows={question.frequencies}
        rowKey={({ response }) => response}
        columns={[
          {
            key: "response",
            label: t("quizzes.staff.answer"),
            cell: ({ response }) =>
              response ? <bdi>{wordsOf(question.kind, response, t)}</bdi> : <em>{t("quizzes.staff.no_answer")}</em>,
          },
          { key: "count", label: t("quizzes.staff.count"), numeric: true, cell: ({ count }) => format.number(count) },
          {
            key: "percent",
            label: t("quizzes.staff.share"),
            numeric: true,
            cell: ({ percent }) => t("learning.course.percent", { percent: format.number(Math.round(percent)) }),
          },
        ]}
      />
    </details>
  );
}

/** What was answered, in words: of true and false only the sign is kept. */
function wordsOf(kind: QuestionStatistics["kind"], response: string, t: Translate): string {
  if (kind !== "boolean") return response;
  return t(response === "true" ? "learning.attempt.true" : "learning.attempt.false");
}
