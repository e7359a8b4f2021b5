import { onePrismaClient } from "../rules/prisma-client.ts";
import { pagesReachNoStore } from "../rules/routes.ts";
import { ownSingletons } from "../rules/singletons.ts";
import type { Evasion } from "./fixture.ts";

const page = "app/routes/forum/page.tsx";
const store = "app/infra/db.server.ts";

/** A page that gets at the database, by way of the files beside it. */
function reaching(name: string, text: string, more: Record<string, string> = {}): Evasion {
  const caught = [page, ...Object.keys(more).filter((file) => /^app\/(http|ui|lib|i18n)\//.test(file))];
  return {
    name,
    rule: pagesReachNoStore,
    files: { [page]: text, ...more },
    caught: caught.map((file) => `${file} -> ${store}`).sort(),
    twin: { [page]: 'import { count } from "#app/modules/forum/topics.server.ts";\nexport const number = count();' },
  };
}

const part1: Evasion[] = [
  reaching(
    "an import behind comments",
    'import /* a, b */ { db } /* from "#app/lib/slug.ts" */ from // so\n "#app/infra/db.server.ts";',
  ),
  reaching("a re-export through http", 'import { db } from "#app/http/data.server.ts";', {
    "app/http/data.server.ts": 'export * from "#app/infra/db.server.ts";',
  }),
  reaching("a re-export round two corners", 'import { db } from "#app/http/a.server.ts";', {
    "app/http/a.server.ts": 'export { db } from "./b.server.ts";',
    "app/http/b.server.ts": 'import { db } from "../infra/db.server.ts"; export { db };',
  }),
  reaching(
    "createRequire with a name",
    "import { createRequire } from 'node:module';\ncreateRequire(import.meta.url)('../../infra/db.server.ts');",
  ),
  reaching("import x = require()", "import store = require('../../infra/db.server.ts'); export { store };"),
  reaching("a type that is an import", "export type Client = ReturnType<typeof import('#app/infra/db.server.ts').db>;"),
  reaching("an import without its ending", "import { db } from '../../infra/db.server';"),
  reaching("an import as if it had been built", "import { db } from '../../infra/db.server.js';"),
  reaching("a reference in a comment", '/// <reference path="../../infra/db.server.ts" />\nexport {};'),
  reaching("a worker", "new Worker(new URL('../../infra/db.server.ts', import.meta.url));"),
  reaching("an address that goes up and down", "import { db } from '#app/lib/../infra/db.server.ts';"),
  reaching("another name in package.json", "import { db } from '#store';", {
    "package.json": JSON.stringify({
      imports: { "#app/*": "./app/*", "#prisma/*": "./prisma/*", "#store": "./app/infra/db.server.ts" },
    }),
  }),
  {
    name: "Prisma re-exported through lib",
    rule: pagesReachNoStore,
    files: {
      [page]: 'import { Prisma } from "#app/lib/sql.ts";',
      "app/lib/sql.ts": 'export { Prisma } from "#prisma/generated/client.ts";',
    },
    caught: ["app/lib/sql.ts", page].map((file) => `${file} -> prisma/generated/client.ts`),
    twin: { [page]: 'import { slug } from "#app/lib/slug.ts";' },
  },
];

const web = "server/http/health.ts";

function taking(name: string, text: string, twin: string, caught = [web]): Evasion {
  return { name, rule: onePrismaClient, files: { [web]: text }, caught, twin: { [web]: twin } };
}

const part2: Evasion[] = [
  taking(
    "PrismaClient in server/http",
    'import { PrismaClient as Client } from "#prisma/generated/client.ts"; new Client();',
    'import { Prisma } from "#prisma/generated/client.ts"; Prisma.sql;',
  ),
  taking("all of the client", 'import * as made from "../../prisma/generated/client.ts"; made;', "export {};"),
  taking(
    "all of the client, later",
    'const { PrismaClient } = await import("#prisma/generated/client.ts");',
    "export {};",
  ),
  taking("all of the client, handed on", 'export * from "#prisma/generated/client.ts";', "export {};"),
  taking(
    "its inner parts",
    'import { getPrismaClientClass as get } from "#prisma/generated/internal/class.ts"; get;',
    "export {};",
    [web, `${web} -> prisma/generated/internal/class.ts`],
  ),
  taking("a name in brackets", 'export const made = (all: any) => new all["PrismaClient"]();', "export {};"),
  taking(
    "its class, by way of infra",
    'import { PrismaClient } from "#app/infra/db.server.ts"; PrismaClient;',
    "export {};",
  ),
];

const shelf = { "app/infra/db.server.ts": 'export const db = () => singleton("prisma", () => 1);' };

function taken(name: string, text: string, caught: string): Evasion {
  const twin = { ...shelf, [page]: 'export const cache = singleton("page-cache", () => new Map());' };
  return { name, rule: ownSingletons, files: { ...shelf, [page]: text }, caught: [`${page} -> ${caught}`], twin };
}

const part3: Evasion[] = [
  taken("by its name", 'export const client = findSingleton<any>("prisma");', "prisma"),
  taken("by a name made at run time", "export const client = (name: string) => singleton(name, () => 1);", "?"),
  taken(
    "without the shelf's functions",
    'export const shelf = (globalThis as any)[Symbol.for("crossroads.singletons")];',
    "?",
  ),
];

/** Each kind of evasion by its name. */
export const storeEvasions: Record<string, Evasion[]> = {
  "a page that reaches the database": part1,
  "a second PrismaClient": part2,
  "a connection taken from the shelf": part3,
};
