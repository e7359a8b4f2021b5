import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { webinarPath } from "#app/modules/webinars/paths.ts";
import { publicIdOf } from "#app/modules/webinars/get-webinar.server.ts";
import { webinarSchema } from "#app/modules/webinars/schemas.ts";
import { changeWebinar, getWebinarPlanFor, requireManager } from "#app/modules/webinars/plan-webinar.server.ts";
import { listActivityChoices } from "#app/modules/roadmaps/list-activity-choices.server.ts";
import { WebinarForm } from "#app/routes/webinars/webinar-form.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, t }) => {
  const webinar = await getWebinarPlanFor(actor, publicIdOf(param("id")), { at: new Date() });
  return { title: t("webinars.edit.title"), webinar, activities: await listActivityChoices() };
});

const admit = ({ actor, param }: PageRequest) => requireManager(actor, publicIdOf(param("id")));

export const action = form({ schema: webinarSchema, admit }, async (input, { actor, param }) => {
  const webinar = await changeWebinar(actor, publicIdOf(param("id")), input, { at: new Date() });
  return redirectWith(webinarPath(webinar), { flash: "webinars.edit.done" });
});

export const meta = pageTitle;

export default function EditWebinar() {
  const { t } = useI18n();
  const { title, webinar, activities } = useLoaderData<typeof loader>();
  const path = `/webinars/${webinar.publicId}`;
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        lede={t("webinars.edit.lede")}
        breadcrumbs={[
          { label: t("webinars.list.title"), href: "/webinars" },
          { label: webinar.title, href: webinarPath(webinar) },
        ]}
      />
      <WebinarForm
        action={`${path}/edit`}
        form={useFormState()}
        values={webinar}
        activities={activities}
        submit={t("webinars.edit.submit")}
        cancelHref={webinarPath(webinar)}
      />
      <section className="section">
        <h2>{t("webinars.cancel.title")}</h2>
        <details className="stack">
          <summary>{t("webinars.cancel.open")}</summary>
          <form method="post" action={`${path}/cancel`} className="stack">
            <p>{t("webinars.cancel.what")}</p>
            <Button variant="danger">{t("webinars.cancel.submit")}</Button>
          </form>
        </details>
      </section>
    </Page>
  );
}
