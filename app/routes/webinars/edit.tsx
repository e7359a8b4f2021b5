import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { countWebinarMail } from "#app/modules/notifications/count-webinar-mail.server.ts";
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
  const at = new Date();
  const { id, ...webinar } = await getWebinarPlanFor(actor, publicIdOf(param("id")), { at });
  const [audience, activities] = await Promise.all([countWebinarMail(id, { at }), listActivityChoices()]);
  return { title: t("webinars.edit.title"), webinar, audience, activities };
});

const admit = ({ actor, param }: PageRequest) => requireManager(actor, publicIdOf(param("id")));

export const action = form({ schema: webinarSchema, admit }, async (input, { actor, param }) => {
  const webinar = await changeWebinar(actor, publicIdOf(param("id")), input, { at: new Date() });
  return redirectWith(webinarPath(webinar), { flash: "webinars.edit.done" });
});

export const meta = pageTitle;

export default function EditWebinar() {
  const { t } = useI18n();
  const { title, webinar, audience, activities } = useLoaderData<typeof loader>();
  const path = `/webinars/${webinar.publicId}`;
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        lede={t("webinars.edit.lede", { count: audience.invitations })}
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
      <section className="section" aria-labelledby="cancel">
        <h2 id="cancel">{t("webinars.cancel.title")}</h2>
        <details className="stack">
          <summary>{t("webinars.cancel.open")}</summary>
          <form method="post" action={`${path}/cancel`} className="stack">
            <ul>
              <li>{t("webinars.cancel.what")}</li>
              <li>{t("webinars.cancel.told", { count: audience.people })}</li>
              {audience.people > 0 && <li>{t("webinars.cancel.mails", { count: audience.cancellations })}</li>}
            </ul>
            <Button variant="danger">{t("webinars.cancel.submit")}</Button>
          </form>
        </details>
      </section>
    </Page>
  );
}
