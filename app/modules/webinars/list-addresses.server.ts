import { db } from "#app/infra/db.server.ts";
import type { PageAddress } from "#app/lib/links.ts";
import { webinarPath } from "./paths.ts";

const inPart = 5_000;

/** The parts in which `listWebinarAddresses` lists something, in their order. One SQL statement. */
export async function listWebinarParts(): Promise<number[]> {
  const rows = await db().$queryRaw<{ part: number }[]>`
    SELECT DISTINCT public_id / ${inPart}::int AS part FROM webinars WHERE state = 'planned' ORDER BY 1`;
  return rows.map(({ part }) => part);
}

/** The webinars of a part, counted from 0, that were not cancelled; when one was changed is kept nowhere. At most 5,000; one SQL statement. */
export async function listWebinarAddresses(part: number): Promise<PageAddress[]> {
  const rows = await db().webinar.findMany({
    where: { state: "planned", publicId: { gte: part * inPart, lt: (part + 1) * inPart } },
    select: { publicId: true, slug: true },
    orderBy: { publicId: "asc" },
  });
  return rows.map((webinar) => ({ path: webinarPath(webinar), changedAt: null }));
}
