import { db } from "#app/infra/db.server.ts";
import { webinarPath } from "./paths.ts";

export type WebinarLink = { title: string; language: string; href: string; startsAt: Date; endsAt: Date };

const columns = { publicId: true, slug: true, title: true, language: true, startsAt: true, endsAt: true } as const;
const asLink = ({ publicId, slug, ...rest }: { publicId: number; slug: string } & Omit<WebinarLink, "href">) => ({
  ...rest,
  href: webinarPath({ publicId, slug }),
});

/**
 * The webinars on one activity of the Open Roadmap: coming and running ones, nearest first, then past ones, latest first,
 * at most `limit` together. Cancelled ones are left out. Two SQL statements.
 */
export async function listWebinarsForActivity(
  code: string,
  { at, limit }: { at: Date; limit: number },
): Promise<WebinarLink[]> {
  const where = { state: "planned", activities: { some: { activityCode: code } } } as const;
  const take = Math.min(limit, 50);
  const [coming, past] = await Promise.all([
    db().webinar.findMany({
      where: { ...where, endsAt: { gt: at } },
      select: columns,
      orderBy: [{ startsAt: "asc" }, { id: "asc" }],
      take,
    }),
    db().webinar.findMany({
      where: { ...where, endsAt: { lte: at } },
      select: columns,
      orderBy: [{ startsAt: "desc" }, { id: "desc" }],
      take,
    }),
  ]);
  return [...coming, ...past].slice(0, take).map(asLink);
}

/** How many webinars, past ones included and cancelled ones not, hang on each activity that has any. One SQL statement. */
export async function countWebinarsByActivity(): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ code: string; count: bigint }[]>`
    SELECT wa.activity_code AS code, count(*) AS count
      FROM webinar_activities wa JOIN webinars w ON w.id = wa.webinar_id
     WHERE w.state = 'planned' GROUP BY wa.activity_code`;
  return new Map(rows.map(({ code, count }) => [code, Number(count)]));
}

/** The webinars that a person holds, the latest first, cancelled ones left out. One SQL statement. */
export async function listWebinarsBy(trainerId: string, { limit }: { limit: number }): Promise<WebinarLink[]> {
  const rows = await db().webinar.findMany({
    where: { trainerId, state: "planned" },
    select: columns,
    orderBy: [{ startsAt: "desc" }, { id: "desc" }],
    take: Math.min(limit, 50),
  });
  return rows.map(asLink);
}
