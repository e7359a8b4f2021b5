import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";

/** A space without an activity, under a code of its own. */
export async function makeSpace(): Promise<{ code: string }> {
  const code = `space-${randomUUID().slice(0, 8)}`;
  return db().space.create({
    data: { code, position: 1000, charter: { en: "A place to try things out." } },
    select: { code: true },
  });
}
