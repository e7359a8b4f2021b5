import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { WeekFigures } from "#app/modules/administration/figures.server.ts";
import { WeekColumns } from "#app/ui/charts/week-columns.tsx";
import { DataTable } from "#app/ui/elements/tables.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type Series = Exclude<keyof WeekFigures, "monday">;

const series: { key: Series; label: MessageKey }[] = [
  { key: "joined", label: "admin.figures.joined" },
  { key: "completed", label: "admin.figures.completions" },
  { key: "replies", label: "admin.figures.replies" },
];

/** The activity of the site week by week: a small chart for each kind, and all their numbers as a table. */
export function WeekCharts({ weeks }: { weeks: WeekFigures[] }) {
  const { t, format } = useI18n();
  const day = (monday: string) => format.date(new Date(`${monday}T12:00:00Z`));
  const [first, last] = [weeks[0]!.monday, weeks.at(-1)!.monday];
  return (
    <>
      <div className="chart-row">
        {series.map(({ key, label }) => {
          const values = weeks.map((week) => week[key]);
          const total = values.reduce((sum, value) => sum + value, 0);
          const highest = Math.max(...values);
          return (
            <section key={key} aria-labelledby={`chart-${key}`}>
              <h3 id={`chart-${key}`}>{t(label)}</h3>
              <p className="chart-total">{format.number(total)}</p>
              <p className="small soft">{t("admin.figures.highest", { count: highest })}</p>
              <WeekColumns
                label={t("admin.figures.chart", { what: t(label), total, highest })}
                values={values}
                from={day(first)}
                to={day(last)}
              />
            </section>
          );
        })}
      </div>
      <details className="chart-table">
        <summary>{t("admin.figures.as_table")}</summary>
        <DataTable
          caption={t("admin.figures.weeks")}
          hideCaption
          rows={weeks.toReversed()}
          rowKey={({ monday }) => monday}
          columns={[
            { key: "week", label: t("admin.figures.week_of"), cell: ({ monday }) => day(monday) },
            ...series.map(({ key, label }) => ({
              key,
              label: t(label),
              numeric: true,
              cell: (week: WeekFigures) => format.number(week[key]),
            })),
          ]}
        />
      </details>
    </>
  );
}
