import { pageless } from "#app/http/resource.server.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { listTrainedFor, spanOf } from "#app/modules/administration/figures.server.ts";
import { readYear } from "#app/modules/administration/years.ts";
import { countCertificates } from "#app/modules/certificates/count-certificates.server.ts";
import { csvResponse } from "#app/http/csv.server.ts";

/** Who was trained where in a year, as a file. */
export const loader = pageless(async ({ actor, url, language, t }) => {
  const { year } = readYear(url.searchParams.get("year"), new Date());
  const rows = await listTrainedFor(actor, year);
  const certificates = await countCertificates(spanOf(year));
  return csvResponse(`trained-${year}`, language, [
    [
      ...[t("admin.figures.country"), t("admin.figures.country_code"), t("admin.figures.enrolled")],
      ...[t("admin.figures.completed"), t("admin.figures.certificates")],
    ],
    ...rows.map(({ country, enrolled, completed }) => [
      ...[countryName(country, language), country, enrolled, completed],
      certificates[country] ?? 0,
    ]),
  ]);
});
