import { useLoaderData } from "@remix-run/react";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { auditActions, auditLabel } from "#app/modules/administration/audit-actions.ts";
import { listAuditFor } from "#app/modules/administration/list-audit.server.ts";
import { AuditLines } from "./audit-lines.tsx";
import { AdminPage } from "./frame/admin-page.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, language, t }) => {
  const action = url.searchParams.get("action") ?? "";
  const wish = { action: action || undefined, before: url.searchParams.get("before"), language };
  return { title: t("admin.audit.title"), action, ...(await listAuditFor(actor, wish)) };
});

export const meta = pageTitle;

export default function Audit() {
  const { t } = useI18n();
  const { title, action, lines, next } = useLoaderData<typeof loader>();
  const older = next && `/admin/audit?${new URLSearchParams({ ...(action && { action }), before: next }).toString()}`;
  return (
    <AdminPage section="audit" title={title} lede={t("admin.audit.lede")}>
      <form method="get" action="/admin/audit" className="filter-row">
        <SelectField
          name="action"
          label={t("admin.audit.action")}
          placeholder={t("admin.audit.everything")}
          defaultValue={action}
          options={auditActions.map((one) => ({ value: one, label: t(auditLabel(one)) }))}
        />
        <Button>{t("admin.figures.show")}</Button>
      </form>
      {lines.length === 0 ? (
        <EmptyState title={t("admin.audit.empty")} />
      ) : (
        <AuditLines caption={title} lines={lines} />
      )}
      <Pagination t={t} olderHref={older} />
    </AdminPage>
  );
}
