import { db } from "#app/infra/db.server.ts";
import { activityOf } from "#app/modules/forum/paths.ts";

/**
 * What the spaces of these codes are called, as far as somebody has made them: the others have short titles. For notices, not for pages.
 * One SQL statement, and none when there can be no such among them.
 */
export async function mapSpaceNames(codes: readonly string[]): Promise<Map<string, string>> {
  const made = [...new Set(codes)].filter((code) => code !== "lobby" && activityOf(code) === null);
  if (made.length === 0) return new Map();
  const rows = await db().space.findMany({
    where: { code: { in: made }, name: { not: null } },
    select: { code: true, name: true },
  });
  return new Map(rows.map(({ code, name }) => [code, name!]));
}
