import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { forbidden } from "#app/infra/app-error.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { beginCohort } from "#app/modules/learning/enrolment/cohorts/save-cohort.server.ts";
import { cohortSchema } from "#app/modules/learning/enrolment/schemas.ts";
import { getStaffAccessFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { CohortForm } from "./cohort-form.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitTeam } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await getStaffAccessFor(actor, param("slug"), language);
  if (access.cohortIds !== null) throw forbidden();
  return { title: t("enrolment.cohort.new"), access: await withOverview(access) };
});

export const action = form({ schema: cohortSchema, admit: admitTeam }, async (input, { param, access }) => {
  const slug = await beginCohort(access, input);
  return redirectWith(teachPath(param("slug"), `cohorts/${slug}`), { flash: "enrolment.flash.saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function NewCohort() {
  const { t } = useI18n();
  const { title, access } = useLoaderData<typeof loader>();
  const path = teachPath(access.course.slug, "cohorts");
  return (
    <TeachPage access={access} section="cohorts" title={title} trail={[{ label: t("teach.nav.cohorts"), href: path }]}>
      <CohortForm action={`${path}/new`} form={useFormState()} cohort={null} choosesTrainer cancelHref={path} />
    </TeachPage>
  );
}
