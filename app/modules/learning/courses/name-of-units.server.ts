import { db } from "#app/infra/db.server.ts";
import { coursePath, unitPath } from "./paths.ts";
import { unitTitlesForStaff } from "./sql.server.ts";
import { textIn } from "./text.ts";

type Wish = { courseIds: readonly string[]; unitIds: readonly string[]; language: string };

/**
 * What these courses and units are called in `language` and where their pages are, by id; what is not there is left out. One SQL
 * statement.
 */
export async function nameOfUnits({
  courseIds,
  unitIds,
  language,
}: Wish): Promise<Map<string, { text: string; href: string }>> {
  const rows = await db().$queryRaw<
    { id: string; course: string; unit: string | null; titles: unknown; own: string }[]
  >`
    SELECT c.id, c.slug AS course, NULL AS unit, c.title AS titles, c.default_language AS own
      FROM courses c WHERE c.id = ANY(${courseIds}::uuid[])
     UNION ALL
    SELECT u.id, c.slug, u.slug, ${unitTitlesForStaff}, c.default_language
      FROM units u JOIN courses c ON c.id = u.course_id WHERE u.id = ANY(${unitIds}::uuid[])`;
  return new Map(
    rows.map(({ id, course, unit, titles, own }) => [
      id,
      { text: textIn(titles, language, own).text, href: unit ? unitPath(course, unit) : coursePath(course) },
    ]),
  );
}
