import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { titled } from "#app/http/page-title.ts";
import { z } from "zod";
import { manyFields } from "#app/http/bodies/limits.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { unitsOf } from "#app/modules/learning/outline/load-outlines.server.ts";
import { coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { answerSurvey, getSurveyFor } from "#app/modules/learning/surveys/answer-survey.server.ts";
import { SurveyField } from "#app/routes/learning/surveys/survey-field.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

// The fields are the survey's own: "s1", "s2", … repeated for several choices.
const schema = z.record(z.string(), z.union([z.string(), z.array(z.string()).max(100)]));

export const loader = page(async ({ actor, param, language }) => {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const { questions, answeredAt } = await getSurveyFor(actor, address, language);
  const { course, modules } = await getCourseFor(actor, address.courseSlug, language);
  const unit = unitsOf(modules).find(({ slug }) => slug === address.unitSlug)!;
  return { course, unit, questions, answeredAt };
});

export const action = form(
  { schema, limits: manyFields, admit: admitActive },
  async (fields, { actor, param, language }) => {
    const [courseSlug, unitSlug] = [param("slug"), param("unit")];
    const { isCourseDone } = await answerSurvey(actor, { courseSlug, unitSlug }, fields, { language });
    if (isCourseDone) return redirectWith(coursePath(courseSlug), { flash: "learning.flash.course_done" });
    return redirectWith(unitPath(courseSlug, unitSlug), { flash: "surveys.flash.thanks" });
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data && `${data.unit.title.text} · ${data.course.title.text}`, matches) },
];

export const handle = { task: true };

export default function Survey() {
  const { t, format } = useI18n();
  const { course, unit, questions, answeredAt } = useLoaderData<typeof loader>();
  const form = useFormState();
  const back = unitPath(course.slug, unit.slug);
  return (
    <Page width="narrow">
      <PageHeader
        t={t}
        title={unit.title.text}
        lang={unit.title.language}
        lede={answeredAt || questions.length === 0 ? undefined : t("surveys.form.lede")}
        breadcrumbs={[
          { label: t("learning.courses.title"), href: "/courses" },
          { label: course.title.text, href: coursePath(course.slug) },
        ]}
      />
      <FormProblems form={form} />
      {answeredAt ? (
        <>
          <Notice tone="success">{t("surveys.form.answered", { date: format.dateTime(answeredAt) })}</Notice>
          <LinkButton href={back}>{t("surveys.form.back")}</LinkButton>
        </>
      ) : questions.length === 0 ? (
        <EmptyState
          title={t("surveys.form.empty")}
          actions={<LinkButton href={back}>{t("surveys.form.back")}</LinkButton>}
        />
      ) : (
        <form method="post" className="form">
          {questions.map((question) => (
            <SurveyField key={question.key} question={question} form={form} />
          ))}
          <p className="small soft">{t("surveys.form.final")}</p>
          <Button variant="primary">{t("surveys.form.send")}</Button>
        </form>
      )}
    </Page>
  );
}
