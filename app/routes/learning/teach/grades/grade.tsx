import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import {
  getGrade,
  type GradeNote,
  overrideGrade,
  requireGradable,
} from "#app/modules/learning/grades/override-grade.server.ts";
import { gradeDecisionSchema } from "#app/modules/learning/grades/schemas.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { GradeState } from "#app/routes/learning/grades/grade-state.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { shownPercent } from "#app/routes/learning/labels.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { admitStaff } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language }) => {
  const access = await withOverview(await getStaffAccessFor(actor, param("slug"), language));
  return {
    access,
    ...(await getGrade(access, { handle: param("handle"), unitSlug: param("unit") }, { language })),
  };
});

async function admit(request: PageRequest) {
  const access = await admitStaff(request);
  await requireGradable(access, request.param("handle"));
  return access;
}

export const action = form({ schema: gradeDecisionSchema, admit }, async (decision, { param, url, access }) => {
  await overrideGrade(access, { handle: param("handle"), unitSlug: param("unit") }, decision);
  return redirectWith(url.pathname, { flash: "grades.flash.decided" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.person.name} · ${data?.unit.title.text}`, matches) },
];

export default function Grade() {
  const { t } = useI18n();
  const { access, person, unit, history } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  return (
    <TeachPage
      access={access}
      section="grades"
      title={person.name}
      lede={<bdi lang={unit.title.language}>{unit.title.text}</bdi>}
      trail={[{ label: t("grades.book.title"), href: teachPath(slug, "grades") }]}
    >
      <Now />
      <Decide />
      <section className="section stack">
        <h2>{t("grades.one.history")}</h2>
        {history.length === 0 ? <p className="soft">{t("grades.one.no_history")}</p> : <History />}
      </section>
    </TeachPage>
  );
}

function usePercent() {
  const { t, format } = useI18n();
  return (percent: number | null) =>
    percent === null ? "–" : t("learning.course.percent", { percent: format.number(shownPercent(percent)) });
}

function Now() {
  const { t } = useI18n();
  const { cell } = useLoaderData<typeof loader>();
  const percent = usePercent();
  return (
    <DefinitionList
      items={[
        {
          term: t("grades.one.counts"),
          value: cell.state === "graded" ? percent(cell.percent) : <GradeState {...cell} />,
        },
        { term: t("grades.one.own"), value: percent(cell.ownPercent) },
      ]}
    />
  );
}

function Decide() {
  const { t } = useI18n();
  const { cell } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <section className="section stack" aria-labelledby="decide">
      <h2 id="decide">{t("grades.one.decide")}</h2>
      <FormProblems form={form} />
      <form method="post" className="form">
        <RadioGroup
          name="decision"
          label={t("grades.one.what")}
          error={form.error("decision")}
          chosen={form.value("decision", "grade")}
          choices={[
            { value: "grade", label: t("grades.one.grade"), hint: t("grades.one.grade_hint") },
            { value: "excuse", label: t("grades.one.excuse"), hint: t("grades.one.excuse_hint") },
            ...(cell.isOverridden
              ? [{ value: "clear", label: t("grades.one.clear"), hint: t("grades.one.clear_hint") }]
              : []),
          ]}
        />
        <TextField
          name="percent"
          label={t("grades.one.percent")}
          hint={t("grades.one.percent_hint")}
          error={form.error("percent")}
          defaultValue={form.value("percent", cell.percent === null ? "" : String(shownPercent(cell.percent)))}
          inputMode="decimal"
          maxLength={12}
        />
        <TextArea
          name="reason"
          label={t("grades.one.reason")}
          hint={t("grades.one.reason_hint")}
          error={form.error("reason")}
          defaultValue={form.value("reason")}
          maxLength={1000}
          rows={3}
          required
        />
        <Button variant="primary">{t("grades.one.save")}</Button>
      </form>
    </section>
  );
}

function History() {
  const { t, format } = useI18n();
  const { history } = useLoaderData<typeof loader>();
  const percent = usePercent();
  const decided = (note: GradeNote) =>
    note.isExcused
      ? t("grades.state.excused")
      : note.percent === null
        ? t("grades.one.cleared")
        : percent(note.percent);
  return (
    <DataTable
      caption={t("grades.one.history")}
      hideCaption
      rows={history}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "when",
          label: t("grades.one.when"),
          cell: ({ createdAt }) => <Time iso={createdAt.toISOString()} text={format.dateTime(createdAt)} />,
        },
        { key: "what", label: t("grades.table.grade"), numeric: true, cell: decided },
        { key: "reason", label: t("grades.one.reason"), cell: ({ reason }) => <UserText>{reason}</UserText> },
        {
          key: "who",
          label: t("grades.one.who"),
          cell: ({ createdBy }) => (createdBy ? <UserText>{createdBy.name}</UserText> : "–"),
        },
      ]}
    />
  );
}
