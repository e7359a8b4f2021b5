import { main } from "#server/index.ts";

await main();
