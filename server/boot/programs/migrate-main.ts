import { main } from "#prisma/migrate.ts";

// The whole of build/server/migrate.js: what a scaled-out installation runs before its new version starts.
process.on("disconnect", () => process.exit(1));
try {
  await main();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
