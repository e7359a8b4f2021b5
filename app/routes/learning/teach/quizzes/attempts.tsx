import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { type AttemptRow, findQuizOf, listAttempts } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { loadCohortChoice } from "#app/routes/learning/teach/frame/cohort-data.server.ts";
import { CohortChoice } from "#app/routes/learning/teach/frame/cohort-choice.tsx";
import { attemptStateLabels } from "./labels.ts";
import { QuizNav } from "#app/routes/learning/teach/quizzes/quiz-nav.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { MarkingChip } from "#app/ui/elements/marking-state.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { Time } from "#app/ui/text/time.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, url }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const unit = await findQuizOf(access, param("unit"), language);
  const { cohorts, cohort } = await loadCohortChoice(access, url);
  const onlyToMark = url.searchParams.get("show") === "to-mark";
  const wish = { cohortId: cohort?.id ?? null, onlyToMark, before: url.searchParams.get("before") };
  return { access, unit, cohorts, cohort, onlyToMark, ...(await listAttempts(access, unit.id, wish)) };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.unit.title.text} · ${data?.access.course.title.text}`, matches) },
];

export default function Attempts() {
  const { t } = useI18n();
  const { access, unit, cohorts, cohort, onlyToMark, attempts, next } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  const base = teachPath(slug, `quizzes/${unit.slug}`);
  const query = { ...(cohort && { cohort: cohort.slug }), ...(onlyToMark && { show: "to-mark" }) };
  return (
    <TeachPage
      access={access}
      section="quizzes"
      title={unit.title.text}
      lang={unit.title.language}
      trail={[{ label: t("teach.nav.quizzes"), href: teachPath(slug, "quizzes") }]}
    >
      <QuizNav courseSlug={slug} unitSlug={unit.slug} mayEdit={access.mayEdit} current="attempts" />
      <CohortChoice cohorts={cohorts} chosen={cohort?.slug ?? ""} />
      <p>
        <a href={onlyToMark ? base : `${base}?show=to-mark`}>
          {onlyToMark ? t("quizzes.staff.show_all") : t("quizzes.staff.show_to_mark")}
        </a>
      </p>
      <div className="section">
        {attempts.length === 0 ? (
          <EmptyState title={onlyToMark ? t("quizzes.staff.nothing_to_mark") : t("quizzes.staff.no_attempts")} />
        ) : (
          <Rows attempts={attempts} base={base} />
        )}
      </div>
      <Pagination
        t={t}
        olderHref={next && `${base}?${new URLSearchParams({ ...query, before: next })}`}
        olderLabel={t("quizzes.staff.older")}
      />
    </TeachPage>
  );
}

function Rows({ attempts, base }: { attempts: AttemptRow[]; base: string }) {
  const { t, format } = useI18n();
  return (
    <DataTable
      caption={t("quizzes.staff.attempts")}
      hideCaption
      rows={attempts}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "who",
          label: t("grades.table.name"),
          cell: ({ id, name, number }) => (
            <a href={`${base}/attempts/${id}`}>{t("learning.attempt.title", { title: isolate(name), number })}</a>
          ),
        },
        {
          key: "state",
          label: t("quizzes.staff.state"),
          cell: ({ state, needsMarking }) =>
            state === "submitted" ? <MarkingChip isSettled={!needsMarking} /> : t(attemptStateLabels[state]),
        },
        {
          key: "when",
          label: t("quizzes.staff.when"),
          cell: ({ createdAt, submittedAt }) => {
            const at = submittedAt ?? createdAt;
            return <Time iso={at.toISOString()} text={format.dateTime(at)} />;
          },
        },
        {
          key: "grade",
          label: t("grades.table.grade"),
          numeric: true,
          cell: ({ percent }) =>
            percent === null ? "–" : t("learning.course.percent", { percent: format.number(shownPercent(percent)) }),
        },
      ]}
    />
  );
}
