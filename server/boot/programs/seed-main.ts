import { closeDb } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { firstAdministratorLink } from "#app/modules/accounts/create-first-administrator.server.ts";
import { writeFirstContent } from "#prisma/seed/first-content.ts";

// The whole of build/server/seed.js: fills an empty database, then reports how a site without an administrator gets its
// first one (a link, or null).
process.on("disconnect", () => process.exit(1));
try {
  const { EMBEDDED, SEED_DEMO } = env();
  await writeFirstContent({ wantsDemo: EMBEDDED || SEED_DEMO, log: (line) => console.log(line) });
  const link = await firstAdministratorLink();
  if (process.send) process.send({ firstAdministratorLink: link });
  else if (link) console.log(`The first administrator is made at ${link}`);
  await closeDb();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
}
