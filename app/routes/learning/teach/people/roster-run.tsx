import { messageKey } from "#app/i18n/message-key.ts";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getRosterRun, type RosterOutcome } from "#app/modules/learning/enrolment/roster/request-roster.server.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Chip, type ChipTone } from "#app/ui/elements/badges.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { RunProgress } from "#app/ui/elements/run-progress.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  const run = await getRosterRun(access, param("run"));
  return {
    title: t("enrolment.roster.run", { source: `\u2068${run.source}\u2069` }),
    access: { course: access.course, mayEdit: access.mayEdit, overview: access.overview },
    run,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function RosterRun() {
  const { t } = useI18n();
  const { title, access, run } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  const count = (outcome: RosterOutcome["outcome"]) => run.report.filter((one) => one.outcome === outcome).length;
  return (
    <TeachPage
      access={access}
      section="people/import"
      title={title}
      trail={[
        { label: t("enrolment.people.title"), href: teachPath(slug, "people") },
        { label: t("enrolment.nav.import"), href: teachPath(slug, "people/import") },
      ]}
    >
      {run.isOver ? (
        <Notice tone={count("refused") > 0 ? "warning" : "success"} title={t("enrolment.roster.over")}>
          <p>
            {t("enrolment.roster.summary", {
              enrolled: count("enrolled"),
              already: count("already"),
              invited: count("invited"),
              waiting: count("waiting"),
              refused: count("refused"),
            })}
          </p>
        </Notice>
      ) : (
        <Watch />
      )}
      {run.report.length > 0 && <Report />}
      {run.isOver && (
        <p>
          <LinkButton href={teachPath(slug, "people")}>{t("enrolment.roster.to_people")}</LinkButton>
        </p>
      )}
    </TeachPage>
  );
}

function Watch() {
  const { t } = useI18n();
  const { access, run } = useLoaderData<typeof loader>();
  const { id, done, total } = run;
  return (
    <RunProgress
      statusUrl={teachPath(access.course.slug, `people/import/${id}/status.json`)}
      done={done}
      total={total}
      label={t("enrolment.roster.progress")}
      text={t("enrolment.roster.progress_of", { done, total })}
    />
  );
}

function Report() {
  const { t } = useI18n();
  const { title, run } = useLoaderData<typeof loader>();
  const words: Record<RosterOutcome["outcome"], { text: string; tone: ChipTone }> = {
    enrolled: { text: t("enrolment.roster.outcome.enrolled"), tone: "good" },
    already: { text: t("enrolment.roster.outcome.already"), tone: "neutral" },
    invited: { text: t("enrolment.roster.outcome.invited"), tone: "good" },
    waiting: { text: t("enrolment.roster.outcome.waiting"), tone: "warn" },
    refused: { text: t("enrolment.roster.outcome.refused"), tone: "bad" },
    ignored: { text: t("enrolment.roster.outcome.ignored"), tone: "neutral" },
  };
  return (
    <DataTable
      caption={title}
      hideCaption
      rows={run.report}
      rowKey={({ line, email, outcome }) => `${line} ${email} ${outcome}`}
      columns={[
        {
          key: "email",
          label: t("enrolment.column.email"),
          cell: ({ line, email }) => (
            <>
              {email && <bdi>{email}</bdi>}{" "}
              <span className="small soft nowrap">{t("enrolment.roster.line_number", { line })}</span>
            </>
          ),
        },
        {
          key: "outcome",
          label: t("enrolment.roster.result"),
          cell: ({ outcome, code, values }) => (
            <>
              <Chip tone={words[outcome].tone}>{words[outcome].text}</Chip> {code && t(messageKey(code), values)}
            </>
          ),
        },
      ]}
    />
  );
}
