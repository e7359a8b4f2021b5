import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { findQuizOf } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";
import { getRegrade } from "#app/modules/learning/quizzes/staff/run-regrade.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { RunProgress } from "#app/ui/elements/run-progress.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const unit = await findQuizOf(access, param("unit"), language);
  return { heading: t("quizzes.staff.regrade"), access, unit, run: await getRegrade(access, unit.id, param("id")) };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.heading} · ${data?.unit.title.text}`, matches) },
];

export default function RegradeRun() {
  const { t } = useI18n();
  const { access, unit, run, heading } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  const base = teachPath(slug, `quizzes/${unit.slug}/regrade`);
  const isOver = run.state === "done" || run.state === "failed";
  return (
    <TeachPage
      access={access}
      section="quizzes"
      title={heading}
      lede={<bdi lang={unit.title.language}>{unit.title.text}</bdi>}
      trail={[
        { label: t("teach.nav.quizzes"), href: teachPath(slug, "quizzes") },
        { label: unit.title.text, href: teachPath(slug, `quizzes/${unit.slug}`) },
        { label: t("quizzes.staff.regrade"), href: base },
      ]}
    >
      {isOver ? <Outcome base={base} /> : <Watch base={base} />}
    </TeachPage>
  );
}

function Outcome({ base }: { base: string }) {
  const { t } = useI18n();
  const { run } = useLoaderData<typeof loader>();
  const count = run.changes.length;
  return (
    <div className="stack">
      <Notice tone={run.isTrial ? "info" : "success"}>
        {run.isTrial
          ? t("quizzes.staff.trial_done", { count, total: run.total })
          : t("quizzes.staff.apply_done", { count, total: run.total })}
      </Notice>
      {count > 0 && <Changes />}
      <form method="post" action={base} className="button-row">
        <input type="hidden" name="question" value={run.scope.questionId ?? ""} />
        {(run.scope.attempts ?? []).map((attempt) => (
          <input key={attempt} type="hidden" name="attempt" value={attempt} />
        ))}
        {run.isTrial && count > 0 && (
          <Button variant="primary" name="intent" value="apply">
            {t("quizzes.staff.apply")}
          </Button>
        )}
        <LinkButton href={base}>{t("quizzes.staff.back")}</LinkButton>
      </form>
    </div>
  );
}

function Changes() {
  const { t, format } = useI18n();
  const { run } = useLoaderData<typeof loader>();
  const percent = (value: number | null) =>
    value === null ? "–" : t("learning.course.percent", { percent: format.number(shownPercent(value)) });
  const marks = (value: number | null) => (value === null ? "–" : format.marks(value));
  return (
    <DataTable
      caption={t("quizzes.staff.changes")}
      rows={run.changes}
      rowKey={({ attemptId }) => attemptId}
      columns={[
        {
          key: "who",
          label: t("grades.table.name"),
          cell: ({ name, number }) => t("learning.attempt.title", { title: isolate(name), number }),
        },
        { key: "before", label: t("quizzes.staff.before"), numeric: true, cell: ({ before }) => percent(before) },
        { key: "after", label: t("quizzes.staff.after"), numeric: true, cell: ({ after }) => percent(after) },
        {
          key: "questions",
          label: t("quizzes.staff.marks"),
          cell: ({ questions }) =>
            format.list(
              questions.map(
                ({ number, before, after }) => `${number}${t("ui.text.colon")} ${marks(before)} → ${marks(after)}`,
              ),
            ),
        },
      ]}
    />
  );
}

function Watch({ base }: { base: string }) {
  const { t } = useI18n();
  const { run } = useLoaderData<typeof loader>();
  const { id, done, total } = run;
  return (
    <div className="stack">
      <Notice>{t("quizzes.staff.working")}</Notice>
      <RunProgress
        statusUrl={`${base}/${id}/status.json`}
        done={done}
        total={Math.max(total, 1)}
        label={t("quizzes.staff.regrade")}
        text={total > 0 && t("admin.imports.progress_of", { done, total })}
      />
    </div>
  );
}
