import { useLoaderData } from "@remix-run/react";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { countryName, countryOrder } from "#app/modules/accounts/countries.ts";
import { listTrainedFor, listWeeksFor, spanOf } from "#app/modules/administration/figures.server.ts";
import { readYear } from "#app/modules/administration/years.ts";
import { countCertificates } from "#app/modules/certificates/count-certificates.server.ts";
import { AdminPage } from "./frame/admin-page.tsx";
import { TrainedTable } from "./trained-table.tsx";
import { WeekCharts } from "./week-charts.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, url, language, t }) => {
  const { year, years } = readYear(url.searchParams.get("year"), new Date());
  const trained = await listTrainedFor(actor, year);
  const certificates = await countCertificates(spanOf(year));
  const inOrder = countryOrder(language);
  const rows = trained
    .map((row) => ({ ...row, name: countryName(row.country, language), certificates: certificates[row.country] ?? 0 }))
    .sort((a, b) => b.completed - a.completed || b.enrolled - a.enrolled || inOrder(a.country, b.country));
  return { title: t("admin.figures.title"), year, years, rows, weeks: await listWeeksFor(actor) };
});

export const meta = pageTitle;

export default function Figures() {
  const { t } = useI18n();
  const { title, year, years, rows, weeks } = useLoaderData<typeof loader>();
  return (
    <AdminPage section="figures" title={title} lede={t("admin.figures.lede")}>
      <section aria-labelledby="trained">
        <div className="split">
          <h2 id="trained">{t("admin.figures.trained", { year: String(year) })}</h2>
          <form method="get" action="/admin/figures" className="filter-row">
            <SelectField
              name="year"
              label={t("admin.figures.year")}
              defaultValue={String(year)}
              options={years.map((one) => ({ value: String(one), label: String(one) }))}
            />
            <Button>{t("admin.figures.show")}</Button>
          </form>
        </div>
        {rows.length === 0 ? (
          <EmptyState title={t("admin.figures.nobody")} />
        ) : (
          <TrainedTable caption={t("admin.figures.trained", { year: String(year) })} rows={rows} />
        )}
        <p>
          <a href={`/admin/figures/trained.csv?year=${year}`}>{t("admin.figures.csv")}</a>
        </p>
      </section>
      <section className="section stack" aria-labelledby="weeks">
        <h2 id="weeks">{t("admin.figures.weeks")}</h2>
        <WeekCharts weeks={weeks} />
        <p>
          <a href="/admin/figures/weeks.csv">{t("admin.figures.csv")}</a>
        </p>
      </section>
    </AdminPage>
  );
}
