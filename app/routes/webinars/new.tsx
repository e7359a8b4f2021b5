import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { webinarPath } from "#app/modules/webinars/paths.ts";
import { webinarSchema } from "#app/modules/webinars/schemas.ts";
import { planWebinar, requirePlanner } from "#app/modules/webinars/plan-webinar.server.ts";
import { listActivityChoices } from "#app/modules/roadmaps/list-activity-choices.server.ts";
import { WebinarForm } from "#app/routes/webinars/webinar-form.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, t }) => {
  requireRole(actor, ["trainer"]);
  const activity = url.searchParams.get("activity");
  return {
    title: t("webinars.plan.title"),
    activities: await listActivityChoices(),
    chosen: activity ? [activity] : [],
  };
});

export const action = form(
  { schema: webinarSchema, admit: async ({ actor }) => requirePlanner(actor) },
  async (input, { actor }) => {
    const webinar = await planWebinar(actor, input, { at: new Date() });
    return redirectWith(webinarPath(webinar), { flash: "webinars.plan.done" });
  },
);

export const meta = pageTitle;

export default function PlanWebinar() {
  const { t } = useI18n();
  const { title, activities, chosen } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        lede={t("webinars.plan.lede")}
        breadcrumbs={[{ label: t("webinars.list.title"), href: "/webinars" }]}
      />
      <WebinarForm
        action="/webinars/new"
        form={useFormState()}
        values={{ activities: chosen }}
        activities={activities}
        submit={t("webinars.plan.submit")}
        cancelHref="/webinars"
      />
    </Page>
  );
}
