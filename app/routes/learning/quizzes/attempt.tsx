import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { titled } from "#app/http/page-title.ts";
import { manyFields } from "#app/http/bodies/limits.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { answersSchema } from "#app/modules/learning/courses/schemas.ts";
import { answerAttempt, openForRefused } from "./attempt-action.server.ts";
import { AttemptCheck } from "./attempt-check.tsx";
import { type AttemptPageData, loadAttemptPage } from "./attempt-data.server.ts";
import { AttemptEnded, type LateAnswers, LatePage } from "./attempt-ended.tsx";
import { AttemptForm } from "./attempt-form.tsx";
import { AttemptStart } from "./attempt-start.tsx";
import { UnitDates } from "#app/routes/learning/units/unit-dates.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(loadAttemptPage);

const answer = form({ schema: answersSchema, limits: manyFields, admit: admitActive }, answerAttempt);

export async function action(args: ActionFunctionArgs) {
  const result = await answer(args);
  // Refused fields are shown in the form that they came from: answers begin an attempt, be they well or not.
  if (!(result instanceof Response) && result.data.code === "error.form") await openForRefused(args);
  return result;
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data && `${data.unit.title.text} · ${data.course.title.text}`, matches) },
];

export const handle = { task: true };

export default function AttemptPage() {
  const { t } = useI18n();
  const data = useLoaderData<typeof loader>() as AttemptPageData;
  const { course, unit } = data;
  const form = useFormState();
  const late = form.failure?.code === "quizzes.error.too_late" ? (form.failure.data as LateAnswers) : null;
  const isChecking = data.view === "check" && !form.failure;
  const number = data.view === "start" ? null : data.attempt.number;
  const title = number ? t("learning.attempt.title", { title: isolate(unit.title.text), number }) : unit.title.text;
  return (
    <Page>
      <PageHeader
        lang={number || isChecking ? undefined : unit.title.language}
        title={isChecking ? t("learning.attempt.check.title") : title}
        t={t}
        breadcrumbs={[
          { label: course.title.text, href: coursePath(course.slug) },
          { label: unit.title.text, href: unitPath(course.slug, unit.slug) },
        ]}
        lede={data.view === "form" && !late ? t("learning.attempt.lede") : undefined}
      />
      <UnitDates unit={unit} />
      {late ? <LatePage data={data} form={form} late={late} /> : <View data={data} isChecking={isChecking} />}
    </Page>
  );
}

function View({ data, isChecking }: { data: AttemptPageData; isChecking: boolean }) {
  const form = useFormState();
  switch (data.view) {
    case "start":
      return <AttemptStart {...data} form={form} />;
    case "ended":
      return <AttemptEnded {...data} />;
    case "check":
      return isChecking ? <AttemptCheck {...data} /> : null;
    case "form":
      return <AttemptForm {...data} form={form} />;
  }
}
