import { stringify } from "csv-stringify/sync";

/**
 * A table as a file for spreadsheets: UTF-8 with a byte order mark, cells that a spreadsheet would take for a formula begin with
 * an apostrophe, parted by semicolons in French, as Excel expects them there.
 */
export function csvResponse(name: string, language: string, rows: (string | number)[][]): Response {
  const delimiter = language === "fr" ? ";" : ",";
  return new Response(stringify(rows, { bom: true, escape_formulas: true, delimiter }), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
