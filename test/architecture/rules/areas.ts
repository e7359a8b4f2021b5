import { type House, type Import, isTest } from "../reader/house.ts";
import { type Finding, type Rule, between } from "./rule.ts";

/**
 * Who may import whom, from the bottom up. A name with `*` stands for one folder each, such as every module; `types` may be
 * imported as types only. What is not named here may not be imported, and a file that stands in no area is told as well.
 */
type Area = { holds: RegExp; may: string[]; types?: string[] };

const areas: Record<string, Area> = {
  // tier 0
  lib: { holds: /^app\/lib\//, may: ["lib"] },
  contracts: { holds: /^app\/(events|jobs|sockets)\.ts$/, may: ["contracts", "lib"] },
  generated: { holds: /^prisma\/generated\//, may: [] },
  i18n: { holds: /^app\/i18n\//, may: ["i18n", "lib"] },
  infra: { holds: /^app\/infra\//, may: ["infra", "i18n", "lib", "contracts", "generated"] },

  // tiers 1 to 4: `modules` below has their order
  modules: { holds: /^app\/modules\//, may: ["modules", "i18n", "infra", "lib", "contracts", "generated"] },
  // what a module says of itself without touching anything: rights and types
  policies: { holds: /^app\/modules\/.*\/policy\.ts$/, may: ["modules", "i18n", "infra", "lib", "contracts"] },

  // pages
  islands: { holds: /^app\/islands\//, may: ["islands", "policies", "lib"], types: ["modules", "contracts"] },
  ui: { holds: /^app\/ui\//, may: ["ui", "policies", "i18n", "lib", "refusals"], types: ["modules", "http", "saving"] },
  http: { holds: /^app\/http\//, may: ["http", "accounts", "i18n", "infra", "lib"] },
  routes: {
    holds: /^app\/routes\//,
    may: ["routes", "http", "ui", "modules", "i18n", "infra", "lib"],
    types: ["shell"],
  },
  shell: { holds: /^app\/(root|entry\.\w+)\.tsx$|^app\/routes\.ts$/, may: ["http", "ui", "accounts", "i18n", "infra"] },

  // programs
  prisma: { holds: /^prisma\/[^/]+\.ts$/, may: ["prisma", "infra", "lib"] },
  seed: { holds: /^prisma\/seed\//, may: ["seed", "prisma", "modules", "i18n", "infra", "lib"] },
  jobs: { holds: /^jobs\//, may: ["jobs", "modules", "i18n", "infra", "lib", "contracts"] },
  "server/http": {
    holds: /^server\/http\//,
    may: ["server/http", "http", "accounts", "i18n", "infra", "lib", "assets", "history"],
  },
  "server/sockets": {
    holds: /^server\/sockets\//,
    may: ["server/sockets", "http", "modules", "infra", "lib", "contracts"],
  },
  server: {
    holds: /^server\/[^/]+\.ts$/,
    may: ["server", "server/http", "server/sockets", "infra", "lib", "jobs", "assets"],
  },
  "server/boot": {
    holds: /^server\/boot\//,
    may: [
      "server/boot",
      "server",
      "server/http",
      "server/sockets",
      "prisma",
      "seed",
      "accounts",
      "infra",
      "lib",
      "assets",
    ],
  },
  settings: { holds: /^[\w.]+\.ts$/, may: ["server", "server/boot", "shell"] },
};

/** Parts of an area that somebody may import who may not import the rest. */
const parts: Record<string, RegExp> = {
  accounts: /^app\/modules\/accounts\//,
  refusals: /^app\/infra\/app-error\.ts$/,
  // the engine that saves, whose words stand in the page
  saving: /^app\/islands\/saving\//,
  // which migrations there are
  history: /^prisma\/history\.ts$/,
  assets: /^app\/ui\/.*assets\.ts$/,
};

export const areasKept: Rule = {
  name: "an area imports what stands below it",
  find: (house) => [...house.imports.flatMap(judge), ...strangers(house)],
};

function judge({ from, to, line, isType }: Import): Finding[] {
  if (to === null || !/\.(tsx?|m[tj]s)$/.test(to)) return [];
  if (isTest(to)) return [between(from, to, line, "what is delivered imports what serves tests")];
  const own = areaOf(from);
  const others = namesOf(to);
  if (!own || others.length === 0) return [];
  const { may, types = [] } = areas[own]!;
  const fits = others.some((name) => may.includes(name) || (isType && types.includes(name)));
  return fits ? [] : [between(from, to, line, `${own} imports ${others[0]}`)];
}

/** A file that no area holds could import anything. */
function strangers({ sources }: House): Finding[] {
  return [...sources.keys()]
    .filter((file) => !/^(test|public)\//.test(file) && !areaOf(file))
    .map((file) => ({ line: file, at: file, why: "no area holds it" }));
}

function areaOf(file: string): string | undefined {
  return namesOf(file).find((name) => name in areas && name !== "policies");
}

function namesOf(file: string): string[] {
  const inArea = Object.entries(areas).filter(([, { holds }]) => holds.test(file));
  const inPart = Object.entries(parts).filter(([, holds]) => holds.test(file));
  return [...inArea.map(([name]) => name), ...inPart.map(([name]) => name)];
}
