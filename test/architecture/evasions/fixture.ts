import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type House, readHouse } from "../reader/house.ts";
import { type Rule, tidy } from "../rules/rule.ts";

/** A small house that breaks no rule; a test adds its files to it. */
const foundation: Record<string, string> = {
  "package.json": JSON.stringify({
    imports: { "#app/*": "./app/*", "#server/*": "./server/*", "#jobs/*": "./jobs/*", "#prisma/*": "./prisma/*" },
    dependencies: { react: "18", zod: "4", bullmq: "6", "@remix-run/node": "2", express: "4" },
  }),
  "prisma/generated/client.ts": "export class PrismaClient {} export const Prisma = {};",
  "prisma/generated/internal/class.ts": "export const getPrismaClientClass = 1;",
  "prisma/models/accounts.prisma": 'model User {\n  id String @id\n  topics Topic[]\n  @@map("users")\n}\n',
  "prisma/models/forum.prisma":
    'model Topic {\n  id String @id\n  author User @relation(fields: [id])\n  replies Reply[]\n  @@map("topics")\n}\n' +
    "model Reply {\n  id String @id\n  topic Topic @relation(fields: [id])\n}\n",
  "app/infra/db.server.ts":
    'import { PrismaClient } from "#prisma/generated/client.ts";\nexport const db = (): PrismaClient => new PrismaClient();\nexport type Tx = PrismaClient;',
  "app/infra/env.server.ts": "export const env = () => process.env;",
  "app/lib/slug.ts": 'export const slug = "a";',
  "app/modules/forum/topics.server.ts":
    'import { db } from "#app/infra/db.server.ts";\nexport const count = () => db().topic.count({ where: { replies: { some: {} } } });',
  "app/routes/forum/topics.tsx":
    'import { count } from "#app/modules/forum/topics.server.ts";\nexport const loader = count;',
  "app/routes.ts": 'export default ["routes/forum/topics.tsx"];',
};

/** Builds the house in a temporary folder and reads it. `links` are symbolic links: name -> what it points to. */
export function build<T>(
  files: Record<string, string>,
  look: (house: House) => T,
  links: Record<string, string> = {},
): T {
  const root = mkdtempSync(path.join(tmpdir(), "house-"));
  try {
    for (const [file, text] of Object.entries({ ...foundation, ...files })) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(root, name));
    return look(readHouse(root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The breaches of one rule in such a house, as the list of debts would name them. */
export function breaches(rule: Rule, files: Record<string, string>): string[] {
  return build(files, (house) => tidy(rule.find(house)).map(({ line }) => line));
}

/** A way round a rule: files that break it, what must be found, and a twin that does the same in the right way. */
export type Evasion = {
  name: string;
  rule: Rule;
  files: Record<string, string>;
  caught: string[];
  twin: Record<string, string>;
};
