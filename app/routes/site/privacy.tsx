import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { metaOfPlace } from "#app/http/discovery/link-preview.ts";
import { messageKey } from "#app/i18n/message-key.ts";
import { keptData } from "#app/routes/site/kept-data.ts";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";

export const loader = page(async ({ t }) => ({ title: t("site.privacy.title") }));

export const meta = metaOfPlace("/privacy");

export default function Privacy() {
  const { t } = useI18n();
  const { title } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("site.privacy.lede")} />
      <DataTable
        caption={t("site.privacy.table")}
        rows={[...keptData]}
        rowKey={({ name }) => name}
        columns={[
          { key: "what", label: t("site.privacy.what"), cell: ({ name }) => t(messageKey(`site.retention.${name}`)) },
          { key: "why", label: t("site.privacy.why"), cell: ({ name }) => t(messageKey(`site.retention.${name}_why`)) },
          {
            key: "kept",
            label: t("site.privacy.kept"),
            cell: ({ name, values }) => t(messageKey(`site.retention.${name}_kept`), values),
          },
        ]}
      />
      <p className="measure">{t("site.privacy.third_parties")}</p>
    </Page>
  );
}
