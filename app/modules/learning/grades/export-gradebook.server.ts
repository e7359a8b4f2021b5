import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { countryName } from "#app/modules/accounts/countries.ts";
import { getGradebook } from "./get-gradebook.server.ts";
import { listGradedUnits } from "./load-grade-cells.server.ts";
import { gradeLabel } from "./state-labels.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Translate } from "#app/i18n/translator.ts";

/** "2026-03-12 14:05" in UTC: a date for people and for spreadsheets. */
function sheetMoment(at: Date): string {
  return at.toISOString().slice(0, 16).replace("T", " ");
}

type ExportWish = { language: string; t: Translate; cohortId?: string | null; at?: Date };

/**
 * The gradebook as CSV for spreadsheets: UTF-8 with a byte order mark, one row for each person and a column for each unit, read
 * from the database fifty people at a time. Countries stand by name and by code, moments as spreadsheets read and sort them. A number is a grade, a word says why there is none. Cells that a spreadsheet would
 * take for a formula begin with an apostrophe (OWASP, "CSV injection"). In French the cells are parted by semicolons and numbers
 * have a comma, as Excel expects them there.
 */
export async function exportGradebook(
  access: CourseStaffAccess,
  { language, t, cohortId, at = new Date() }: ExportWish,
): Promise<Readable> {
  const { course } = access;
  const units = await listGradedUnits(db(), course.id, { language, ownLanguage: course.defaultLanguage });
  const header = [
    ...[t("grades.csv.name"), t("grades.csv.email"), t("grades.csv.country"), t("grades.csv.country_code")],
    ...[t("grades.csv.institution"), t("grades.csv.cohorts"), ...units.map(({ title }) => title.text)],
    ...[t("grades.csv.course"), t("grades.csv.completed")],
  ];
  const isFrench = language === "fr";
  const number = (value: number | null) => {
    const text = String(value ?? "");
    return isFrench ? text.replace(".", ",") : text;
  };
  async function* rows() {
    yield header;
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof getGradebook>> = await getGradebook(access, {
        language,
        cohortId,
        after,
        at,
      });
      for (const person of page.people) {
        const { name, email, country, institution, cohorts, cells, grade, completedAt } = person;
        // A unit that was published while this runs has no column.
        const grades = units.map(({ id }) => cells.find(({ unitId }) => unitId === id));
        yield [
          ...[name, email ?? "", countryName(country, language), country, institution ?? "", cohorts.join(", ")],
          ...grades.map((cell) => (cell?.state === "graded" ? number(cell.percent) : t(gradeLabel(cell)))),
          ...[number(grade.percent), completedAt ? sheetMoment(completedAt) : ""],
        ];
      }
      after = page.next;
    } while (after);
  }
  return Readable.from(rows()).pipe(stringify({ bom: true, escape_formulas: true, delimiter: isFrench ? ";" : "," }));
}
