import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { largestBody } from "#app/http/bodies/limits.ts";
import { uploadedFile } from "#app/http/bodies/upload.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import {
  listImportRunsFor,
  requestImport,
  requireImporter,
} from "#app/modules/learning/interchange/courses/run-import.server.ts";
import { ImportState } from "#app/routes/admin/imports-state.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { AdminPage } from "./frame/admin-page.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, t }) => {
  const { runs, next } = await listImportRunsFor(actor, { before: url.searchParams.get("before") });
  return { title: t("admin.imports.title"), runs, next };
});

export const action = form(
  {
    schema: z.object({}),
    body: uploadedFile({ field: "package", maxBytes: largestBody }),
    admit: async ({ actor }) => requireImporter(actor),
  },
  async (_, { actor }, file) => {
    const { importRunId } = await requestImport(actor, file);
    return redirectWith(`/admin/imports/${importRunId}`, { flash: "admin.imports.flash_sent" });
  },
);

export const meta = pageTitle;

export default function Imports() {
  const { t } = useI18n();
  const { title, runs, next } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <AdminPage section="imports" title={title} lede={t("admin.imports.lede")}>
      <FormProblems form={form} />
      <form method="post" action="/admin/imports" encType="multipart/form-data" className="form">
        <TextField
          type="file"
          name="package"
          accept=".zip,application/zip"
          label={t("admin.imports.choose")}
          hint={t("admin.imports.choose_hint")}
          error={form.error("package")}
          required
        />
        <Button variant="primary">{t("admin.imports.send")}</Button>
      </form>
      <section className="section stack">
        <h2>{t("admin.imports.list")}</h2>
        {runs.length === 0 ? <EmptyState title={t("admin.imports.empty")} /> : <Runs />}
        <Pagination t={t} olderHref={next && `/admin/imports?before=${next}`} />
      </section>
    </AdminPage>
  );
}

function Runs() {
  const { t, format } = useI18n();
  const { runs } = useLoaderData<typeof loader>();
  return (
    <DataTable
      caption={t("admin.imports.list")}
      hideCaption
      rows={runs}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "source",
          label: t("admin.imports.source"),
          cell: ({ id, source }) => (
            <a href={`/admin/imports/${id}`}>
              <UserText>{source}</UserText>
            </a>
          ),
        },
        {
          key: "when",
          label: t("admin.imports.when"),
          cell: ({ createdAt }) => <Time iso={createdAt.toISOString()} text={format.dateTime(createdAt)} />,
        },
        {
          key: "who",
          label: t("admin.imports.who"),
          cell: ({ actor }) => (actor ? <UserText>{actor.name}</UserText> : t("admin.imports.by_program")),
        },
        { key: "state", label: t("admin.imports.state"), cell: ({ state }) => <ImportState state={state} /> },
      ]}
    />
  );
}
