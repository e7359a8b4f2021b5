import { areasKept } from "../rules/areas.ts";
import { floorsFull, floorsKept } from "../rules/floors.ts";
import { lightIslands } from "../rules/islands.ts";
import { librariesBehindTheirFiles } from "../rules/libraries.ts";
import { pureFiles } from "../rules/pure.ts";
import { routesApart } from "../rules/routes.ts";
import type { Rule } from "../rules/rule.ts";
import { tiersKept, tiersKnown } from "../rules/tiers.ts";
import type { Evasion } from "./fixture.ts";

const learning = "app/modules/learning";

/** One file imports another: `whom` in the wrong way, `instead` in the right one. */
function wall(name: string, rule: Rule, who: string, whom: string, instead: string, how = "import"): Evasion {
  const files = (target: string) => ({ [who]: `${how} "#${target}";`, [target]: "export const one = 1;" });
  return { name, rule, files: files(whom), caught: [`${who} -> ${whom}`], twin: files(instead) };
}

const type = "import type { one } from";

const part1: Evasion[] = [
  wall("a peer", tiersKept, `${learning}/courses/a.ts`, "app/modules/forum/b.ts", "app/modules/roadmaps/b.ts"),
  wall(
    "a type of a peer",
    tiersKept,
    "app/modules/forum/a.ts",
    "app/modules/webinars/b.ts",
    "app/modules/accounts/b.ts",
    type,
  ),
  wall("an observer", tiersKept, "app/modules/forum/a.ts", "app/modules/search/b.ts", "app/modules/forum/b.ts"),
  wall("another observer", tiersKept, "app/modules/search/a.ts", "app/modules/moderation/b.ts", `${learning}/b.ts`),
  wall(
    "a peer from below",
    tiersKept,
    "app/modules/roadmaps/a.ts",
    "app/modules/forum/b.ts",
    "app/modules/accounts/b.ts",
  ),
  {
    name: "a module without a tier",
    rule: tiersKnown,
    files: { "app/modules/stray/a.ts": "" },
    caught: ["stray"],
    twin: { "app/modules/forum/a.ts": "" },
  },
];

const part2: Evasion[] = [
  wall("a higher floor", floorsKept, `${learning}/courses/a.ts`, `${learning}/study/b.ts`, `${learning}/courses/b.ts`),
  wall(
    "a peer of floor 4",
    floorsKept,
    `${learning}/quizzes/staff/a.ts`,
    `${learning}/grades/b.ts`,
    `${learning}/study/b.ts`,
  ),
  wall(
    "a peer of floor 1",
    floorsKept,
    `${learning}/dates/a.ts`,
    `${learning}/outline/b.ts`,
    `${learning}/courses/b.ts`,
    type,
  ),
  wall(
    "interchange from below",
    floorsKept,
    `${learning}/bank/a.ts`,
    `${learning}/interchange/gift/b.ts`,
    `${learning}/quizzes/b.ts`,
  ),
  wall(
    "the forum's news from below",
    floorsKept,
    "app/modules/forum/topics/a.ts",
    "app/modules/forum/news/b.ts",
    "app/modules/forum/spaces/b.ts",
  ),
  {
    name: "a file on no floor",
    rule: floorsFull,
    files: { [`${learning}/a.ts`]: "" },
    caught: [`${learning}/a.ts`],
    twin: { [`${learning}/files/a.ts`]: "" },
  },
];

const part3: Evasion[] = [
  wall("a module that knows http", areasKept, "app/modules/forum/a.ts", "app/http/b.ts", "app/infra/b.ts"),
  wall("a module that knows ui", areasKept, "app/modules/forum/a.ts", "app/ui/b.ts", "app/i18n/b.ts", type),
  wall("ui that knows a module", areasKept, "app/ui/a.ts", "app/modules/forum/b.ts", "app/modules/forum/policy.ts"),
  wall(
    "ui that keeps a type's file",
    areasKept,
    "app/ui/a.ts",
    "app/modules/forum/b.ts",
    "app/lib/b.ts",
    "import { type one } from",
  ),
  wall(
    "an island that knows a module",
    areasKept,
    "app/islands/a.ts",
    "app/modules/forum/b.ts",
    "app/modules/forum/policy.ts",
  ),
  wall("http that knows a peer", areasKept, "app/http/a.ts", "app/modules/forum/b.ts", "app/modules/accounts/b.ts"),
  wall("lib that knows infra", areasKept, "app/lib/a.ts", "app/infra/b.ts", "app/lib/b.ts"),
  wall("i18n that knows a module", areasKept, "app/i18n/a.ts", "app/modules/forum/b.ts", "app/lib/b.ts"),
  wall("i18n that knows infra", areasKept, "app/i18n/a.ts", "app/infra/b.ts", "app/lib/b.ts"),
  wall("app that knows server", areasKept, "app/http/a.ts", "server/http/b.ts", "app/http/b.ts"),
  wall("jobs that know server", areasKept, "jobs/a.ts", "server/boot/b.ts", "app/modules/forum/b.ts", type),
  wall("prisma that knows server", areasKept, "prisma/a.ts", "server/boot/b.ts", "app/infra/b.ts"),
  wall("jobs that know http", areasKept, "jobs/a.ts", "app/http/b.ts", "app/infra/b.ts"),
  wall("server/http that knows routes", areasKept, "server/http/a.ts", "app/routes/forum/b.tsx", "app/http/b.ts"),
  wall("sockets that know ui", areasKept, "server/sockets/a.ts", "app/ui/b.ts", "app/modules/forum/b.ts"),
  wall("a route that knows jobs", areasKept, "app/routes/forum/a.tsx", "jobs/b.ts", "app/ui/b.ts"),
  wall("what serves tests only", areasKept, "app/lib/a.ts", "app/lib/b.fixture.ts", "app/lib/b.ts"),
  {
    name: "a folder that no area holds",
    rule: areasKept,
    files: { "app/extra/a.ts": "" },
    caught: ["app/extra/a.ts"],
    twin: { "app/lib/a.ts": "" },
  },
];

const part4: Evasion[] = [
  wall("a component", routesApart, "app/routes/forum/a.tsx", "app/routes/site/b.tsx", "app/routes/forum/b.tsx"),
  wall("a type", routesApart, "app/routes/forum/a.tsx", "app/routes/site/b.tsx", "app/ui/b.tsx", type),
];

const part5: Evasion[] = [
  wall("directly", pureFiles, "app/modules/forum/a.ts", "app/infra/b.server.ts", "app/infra/b.ts"),
  wall(
    "for a type that is not marked whole",
    pureFiles,
    "app/lib/a.ts",
    "app/infra/b.server.ts",
    "app/lib/b.ts",
    "import { type one } from",
  ),
];

function library(name: string, who: string, text: string, caught: string, instead: string): Evasion {
  return {
    name,
    rule: librariesBehindTheirFiles,
    files: { [who]: text },
    caught: [`${who} -> ${caught}`],
    twin: { [instead]: text },
  };
}

const part6: Evasion[] = [
  library(
    "a framework in a module",
    "app/modules/forum/a.ts",
    'import "@remix-run/node";',
    "@remix-run/node",
    "app/routes/forum/a.ts",
  ),
  library("a type of express", "app/http/a.ts", 'import type { A } from "express";', "express", "server/http/a.ts"),
  library(
    "a page in a module",
    "app/modules/forum/a.tsx",
    "export const a = <p />;",
    "react/jsx-runtime",
    "app/ui/a.tsx",
  ),
  library(
    "another JSX in a comment",
    "app/lib/a.ts",
    "/** @jsxImportSource react */",
    "react/jsx-runtime",
    "app/ui/a.ts",
  ),
  library("the queue", "app/modules/forum/a.ts", 'await import("bullmq");', "bullmq", "jobs/a.ts"),
];

const loads = (library: string) => ({
  "app/islands/a.ts": 'import { one } from "#app/lib/b.ts";\none();',
  "app/lib/b.ts": `import "${library}";\nexport const one = () => 1;`,
});

const part7: Evasion[] = [
  {
    name: "through a file that it shares with the server",
    rule: lightIslands,
    files: loads("zod"),
    caught: ["app/lib/b.ts -> zod"],
    twin: loads("socket.io-client"),
  },
];

/** Each kind of evasion by its name. */
export const breachedWalls: Record<string, Evasion[]> = {
  "the tiers": part1,
  "the floors of learning": part2,
  "the areas": part3,
  "routes of different domains": part4,
  "a pure file that loads a port": part5,
  "a library out of its place": part6,
  "a library that an island brings": part7,
};
