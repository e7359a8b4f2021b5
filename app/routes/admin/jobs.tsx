import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { getJobsFor, retryJobs } from "#app/modules/administration/queue-jobs.server.ts";
import { AdminPage } from "./frame/admin-page.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";

export const handle = { tool: true };

const retrySchema = z.object({ job: z.string().max(300).optional() });

export const loader = page(async ({ actor, t }) => ({ title: t("admin.jobs.title"), ...(await getJobsFor(actor)) }));

export const action = form(
  { schema: retrySchema, admit: async ({ actor }) => requireRole(actor, ["administrator"]) },
  async (input, { access }) => {
    const count = await retryJobs(access, input);
    return redirectWith("/admin/jobs", { flash: count > 0 ? "admin.jobs.retried" : "admin.jobs.gone" });
  },
);

export const meta = pageTitle;

export default function Jobs() {
  const { t, format } = useI18n();
  const { title, waiting, active, delayed, dead, failed } = useLoaderData<typeof loader>();
  return (
    <AdminPage section="jobs" title={title} lede={t("admin.jobs.lede")}>
      <FormProblems form={useFormState()} />
      <DefinitionList
        items={[
          { term: t("admin.jobs.waiting"), value: format.number(waiting) },
          { term: t("admin.jobs.active"), value: format.number(active) },
          { term: t("admin.jobs.delayed"), value: format.number(delayed) },
          { term: t("admin.jobs.dead"), value: format.number(dead) },
        ]}
      />
      <section className="section stack" aria-labelledby="failed">
        <h2 id="failed">{t("admin.jobs.dead")}</h2>
        {failed.length === 0 ? <EmptyState title={t("admin.jobs.none")} /> : <Failed />}
      </section>
    </AdminPage>
  );
}

function Failed() {
  const { t, format } = useI18n();
  const { failed } = useLoaderData<typeof loader>();
  return (
    <>
      <form method="post" action="/admin/jobs">
        <Button>{t("admin.jobs.retry_all")}</Button>
      </form>
      <DataTable
        caption={t("admin.jobs.dead")}
        hideCaption
        rows={failed}
        rowKey={({ id }) => id}
        columns={[
          { key: "name", label: t("admin.jobs.name"), cell: ({ name }) => <code dir="ltr">{name}</code> },
          {
            key: "reason",
            label: t("admin.jobs.reason"),
            cell: ({ reason }) => <bdi>{reason.slice(0, 300)}</bdi>,
          },
          {
            key: "when",
            label: t("admin.audit.when"),
            cell: ({ failedAt }) =>
              failedAt ? <Time iso={failedAt.toISOString()} text={format.dateTime(failedAt)} /> : "–",
          },
          {
            key: "retry",
            label: t("admin.jobs.again"),
            cell: ({ id, name }) => (
              <form method="post" action="/admin/jobs">
                <input type="hidden" name="job" value={id} />
                <Button aria-label={t("admin.jobs.retry_named", { name })}>{t("admin.jobs.retry")}</Button>
              </form>
            ),
          },
        ]}
      />
    </>
  );
}
