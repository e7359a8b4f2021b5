import type { House } from "../reader/house.ts";
import { type Rule, between } from "./rule.ts";

/** The tier of every module. Each may import what stands below it, types included; peers talk through events. */
const tiers: string[][] = [
  ["accounts"],
  // reference data, read by every peer through its functions; what the site says of itself
  ["roadmaps", "site"],
  // peers
  ["learning", "forum", "webinars", "countries", "practices", "assistance"],
  // observers
  ["certificates", "notifications", "moderation", "search", "administration"],
];

const tierOf = (module: string) => tiers.findIndex((tier) => tier.includes(module));
const moduleOf = (file: string) => /^app\/modules\/([^/]+)\//.exec(file)?.[1];

export const tiersKept: Rule = {
  name: "a module imports modules of lower tiers",
  find: (house) =>
    house.imports.flatMap(({ from, to, line }) => {
      const own = moduleOf(from);
      const other = to === null ? undefined : moduleOf(to);
      if (!own || !other || own === other || tierOf(other) < tierOf(own)) return [];
      return [between(from, to!, line)];
    }),
};

export const tiersKnown: Rule = {
  name: "every module has a tier",
  find: (house) =>
    modulesIn(house)
      .filter((module) => tierOf(module) < 0)
      .map((module) => ({ line: module, at: `app/modules/${module}` })),
};

function modulesIn({ files }: House): string[] {
  return [...new Set(files.flatMap((file) => moduleOf(file) ?? []))];
}
