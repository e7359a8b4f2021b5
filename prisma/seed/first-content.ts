import { db } from "#app/infra/db.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { seededAction } from "#prisma/site-state.ts";

/** Writes the first content of a site, once; the audit log says when all of it was there. */
export async function writeFirstContent(wish: { wantsDemo: boolean; log: (line: string) => void }): Promise<void> {
  if ((await db().auditEntry.count({ where: { action: seededAction } })) > 0) return;
  // Demo content never goes to where people are already.
  const demo = wish.wantsDemo && (await db().user.count()) === 0;
  await seed({ demo, log: wish.log });
  await db().auditEntry.create({ data: { action: seededAction, subject: "site", data: { demo } } });
}
