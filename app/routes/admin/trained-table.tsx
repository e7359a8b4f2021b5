import { Bar } from "#app/ui/charts/bar.tsx";
import { type Column, DataTable } from "#app/ui/elements/tables.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

type Row = { country: string; name: string; enrolled: number; completed: number; certificates: number };

/** Who was trained where: the table is the chart, with a bar for each country beside its numbers, and a sum at the end. */
export function TrainedTable({ caption, rows }: { caption: string; rows: Row[] }) {
  const { t, format } = useI18n();
  const most = Math.max(...rows.map(({ enrolled, completed }) => Math.max(enrolled, completed)));
  const sum = (of: "enrolled" | "completed" | "certificates") => rows.reduce((total, row) => total + row[of], 0);
  const all = {
    country: "",
    name: t("admin.figures.all"),
    enrolled: sum("enrolled"),
    completed: sum("completed"),
    certificates: sum("certificates"),
  };
  const number = (key: "enrolled" | "completed" | "certificates", label: string): Column<Row> => ({
    key,
    label,
    numeric: true,
    cell: (row) => format.number(row[key]),
  });
  return (
    <div className="sums">
      <DataTable
        caption={caption}
        hideCaption
        rows={[...rows, all]}
        rowKey={({ country }) => country}
        columns={[
          { key: "country", label: t("admin.figures.country"), cell: ({ name }) => name },
          number("enrolled", t("admin.figures.enrolled")),
          number("completed", t("admin.figures.completed")),
          number("certificates", t("admin.figures.certificates")),
          {
            key: "bar",
            label: t("admin.figures.bar"),
            cell: ({ country, enrolled, completed }) =>
              country && <Bar values={[Math.max(enrolled, completed), completed]} most={most} />,
          },
        ]}
      />
    </div>
  );
}
