import { closeDb, db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { firstAdministratorLink } from "#app/modules/accounts/create-first-administrator.server.ts";
import { seed } from "#prisma/seed/index.ts";
import { seededAction } from "#server/boot/system/site-state.ts";

// The whole of build/server/seed.js: fills an empty database, then reports how a site without an administrator gets its
// first one (a link, or null).
process.on("disconnect", () => process.exit(1));
try {
  const { EMBEDDED, SEED_DEMO } = env();
  if ((await db().auditEntry.count({ where: { action: seededAction } })) === 0) {
    // Demo content never goes to where people are already.
    const isEmpty = (await db().user.count()) === 0;
    const demo = isEmpty && (EMBEDDED || SEED_DEMO);
    await seed({ demo, log: (line) => console.log(line) });
    await db().auditEntry.create({ data: { action: seededAction, subject: "site", data: { demo } } });
  }
  const link = await firstAdministratorLink();
  if (process.send) process.send({ firstAdministratorLink: link });
  else if (link) console.log(`The first administrator is made at ${link}`);
  await closeDb();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
}
