import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { type SavedAnswers, saveAnswers, submitAnswers } from "#app/modules/learning/attempts.server.ts";
import { attemptPath, coursePath, receiptPath, unitPath } from "#app/modules/learning/paths.ts";
import { answersSchema } from "#app/modules/learning/schemas.ts";
import { AttemptCheck } from "#app/routes/learning/attempt-check.tsx";
import { type AttemptPageData, loadAttemptPage } from "#app/routes/learning/attempt-data.server.ts";
import { AttemptForm } from "#app/routes/learning/attempt-form.tsx";
import { isolate } from "#app/routes/learning/words.ts";
import { FormProblems } from "#app/ui/form-state.tsx";
import { useI18n } from "#app/ui/i18n.tsx";
import { Notice } from "#app/ui/notices.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Page } from "#app/ui/page.tsx";

export const loader = page(loadAttemptPage);

export const action = form({ schema: answersSchema }, async (input, { actor, param }) => {
  const [courseSlug, unitSlug] = [param("slug"), param("unit")];
  const write = input.intent === "submit" ? submitAnswers : saveAnswers;
  const result = await write(actor, { courseSlug, unitSlug }, input);
  const attempt = attemptPath(courseSlug, unitSlug);
  switch (result.kind) {
    case "saved":
      return redirectWith(attempt, { flash: "learning.flash.saved" });
    case "unanswered":
      return redirectWith(`${attempt}?step=check`);
    case "submitted":
      return redirectWith(receiptPath(courseSlug, unitSlug, result.number), {
        flash: "learning.flash.already_submitted",
      });
    case "graded":
      return redirectWith(receiptPath(courseSlug, unitSlug, result.number));
  }
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.unit.title.text} · ${data?.course.title.text} · Crossroads` },
];

export default function AttemptPage() {
  const { t, format } = useI18n();
  const data = useLoaderData<typeof loader>() as AttemptPageData;
  const { course, unit, attempt } = data;
  const form = useFormState();
  const conflict = form.failure?.code === "learning.error.stale" ? (form.failure.data as SavedAnswers) : null;
  const isChecking = data.openQuestions.length > 0 && !form.failure;
  const title = t("learning.attempt.title", { title: isolate(unit.title.text), number: attempt.number });
  return (
    <Page>
      <PageHeader
        title={isChecking ? t("learning.attempt.check.title") : title}
        t={t}
        breadcrumbs={[
          { label: course.title.text, href: coursePath(course.slug) },
          { label: unit.title.text, href: unitPath(course.slug, unit.slug) },
        ]}
        lede={
          isChecking
            ? t("learning.attempt.check.lede", { count: data.openQuestions.length })
            : t("learning.attempt.lede")
        }
      />
      {data.isNewEnrolment && <Notice tone="success">{t("learning.attempt.enrolled")}</Notice>}
      {conflict ? (
        <div className="measure" role="alert" tabIndex={-1} autoFocus>
          <Notice tone="warning" title={t("learning.attempt.conflict.title")}>
            {t("learning.attempt.conflict.text", {
              time: format.time(new Date(conflict.savedAt ?? attempt.startedAt)),
            })}
          </Notice>
        </div>
      ) : (
        <FormProblems form={form} />
      )}
      {isChecking ? <AttemptCheck {...data} /> : <AttemptForm {...data} form={form} conflict={conflict} />}
    </Page>
  );
}
