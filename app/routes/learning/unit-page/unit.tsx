import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { sharedAs } from "#app/http/discovery/link-preview.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { CompletionLabel } from "#app/routes/learning/units/completion-labels.tsx";
import { unitActions } from "#app/routes/learning/courses/team-links.ts";
import { LessonContents } from "./lesson-contents.tsx";
import { UnitBar } from "./unit-bar.tsx";
import { unitSteps } from "./unit-kinds.tsx";
import { UnitRoad } from "./unit-road.tsx";
import { UnitAside } from "./unit-aside.tsx";
import { loadUnitPage, type UnitPageData } from "#app/routes/learning/units/unit-data.server.ts";
import { UnitDates } from "#app/routes/learning/units/unit-dates.tsx";
import { LockNotice } from "#app/routes/learning/units/unit-locks.tsx";
import { sharedCourse } from "#app/routes/learning/courses/shared-course.ts";
import { stateNames } from "#app/routes/learning/labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { MarkdownView } from "#app/ui/text/markdown-view.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(loadUnitPage);

export const meta: MetaFunction<typeof loader> = (args) => {
  const { data, matches } = args;
  if (!data) return [{ title: titled(undefined, matches) }];
  const { course, unit } = data;
  return [
    { title: titled(`${unit.title.text} · ${course.title.text}`, matches) },
    ...sharedAs(args, sharedCourse(course, unit.activities[0], unit)),
  ];
};

export default function UnitPage() {
  const { t } = useI18n();
  const data = useLoaderData<typeof loader>() as UnitPageData;
  const { course, unit } = data;
  const form = useFormState();
  return (
    <Page aside={<UnitAside {...data} />} asideLabel={t("learning.unit.beside")}>
      <PageHeader
        title={unit.title.text}
        lang={unit.title.language}
        t={t}
        breadcrumbs={[
          { label: t("learning.courses.title"), href: "/courses" },
          { label: course.title.text, href: coursePath(course.slug) },
        ]}
        meta={<UnitFacts {...data} />}
        team={unitActions(data, t)}
      />
      <UnitRoad {...data} />
      <UnitDates unit={unit} />
      <FormProblems form={form} />
      {unit.isLocked ? <LockNotice courseSlug={course.slug} locks={unit.locks} /> : <OpenUnit {...data} />}
      <UnitBar {...data} />
    </Page>
  );
}

/** The text of a unit and what one does with it. */
function OpenUnit(data: UnitPageData) {
  const { t, language, format } = useI18n();
  const { unit, body, standing } = data;
  const Steps = unitSteps[unit.kind];
  return (
    <>
      {body.language !== language && (
        <Notice>
          {t("learning.unit.fallback", {
            wanted: format.languageName(language),
            shown: format.languageName(body.language),
          })}
        </Notice>
      )}
      <LessonContents {...data} />
      <MarkdownView html={body.html} lang={body.language} dir={directionOf(body.language)} />
      <CompletionLabel
        completion={unit.completion}
        facts={standing.isEnrolled ? unit : null}
        isDone={unit.completedAt !== null}
      />
      <Steps {...data} />
    </>
  );
}

function UnitFacts({ unit, module, standing }: UnitPageData) {
  const { t } = useI18n();
  const number = module.units.findIndex(({ slug }) => slug === unit.slug) + 1;
  const kind = t(unitKinds[unit.kind].label);
  return (
    <>
      <Facts
        items={[
          <bdi key="module" lang={module.title.language}>
            {module.title.text}
          </bdi>,
          t("learning.unit.place", { kind, number, total: module.units.length }),
          t("learning.unit.minutes", { minutes: unit.minutes }),
        ]}
      />
      {standing.isEnrolled && unit.state !== "not_started" && (
        <Chip tone={unit.completedAt ? "good" : unit.state === "failed" ? "warn" : "neutral"}>
          {t(stateNames[unit.state])}
        </Chip>
      )}
    </>
  );
}
