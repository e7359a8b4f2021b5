import { areasKept } from "./areas.ts";
import { noFileCircles, noFolderCircles } from "./circles.ts";
import { oneEnvironment } from "./environment.ts";
import { floorsFull, floorsKept } from "./floors.ts";
import { grantedAtHome } from "./granted.ts";
import { resolvedImports } from "./imports.ts";
import { lightIslands } from "./islands.ts";
import { librariesBehindTheirFiles } from "./libraries.ts";
import { noMocks } from "./mocks.ts";
import { mountedOnce } from "./mounted.ts";
import { onePrismaClient } from "./prisma-client.ts";
import { pureFiles } from "./pure.ts";
import { pagesReachNoStore, routesApart } from "./routes.ts";
import type { Rule } from "./rule.ts";
import { ownSingletons } from "./singletons.ts";
import { noDrawers, shortFiles, smallFiles, smallFolders } from "./sizes.ts";
import { ownTables } from "./tables.ts";
import { tiersKept, tiersKnown } from "./tiers.ts";

/** Every rule of the house. */
export const rules: Rule[] = [
  resolvedImports,
  tiersKnown,
  tiersKept,
  areasKept,
  pagesReachNoStore,
  routesApart,
  floorsFull,
  floorsKept,
  ownTables,
  onePrismaClient,
  ownSingletons,
  oneEnvironment,
  librariesBehindTheirFiles,
  lightIslands,
  pureFiles,
  noFileCircles,
  noFolderCircles,
  smallFiles,
  smallFolders,
  shortFiles,
  noDrawers,
  noMocks,
  mountedOnce,
  grantedAtHome,
];
