import { ownTables } from "../rules/tables.ts";
import type { Evasion } from "./fixture.ts";

const forum = "app/modules/forum/list.server.ts";
const database =
  'import { db, type Tx } from "#app/infra/db.server.ts";\nimport { Prisma } from "#prisma/generated/client.ts";\n';

/** Forum names the table of accounts; its twin does the same with a table of its own. */
function naming(name: string, text: string, twin: string, table = "accounts:users", file = forum): Evasion {
  const files = { [file]: database + text };
  return { name, rule: ownTables, files, caught: [`${file} -> ${table}`], twin: { [forum]: database + twin } };
}

const part1: Evasion[] = [
  naming("FROM", "db().$queryRaw`SELECT 1 FROM users`;", "db().$queryRaw`SELECT users FROM topics AS users`;"),
  naming(
    "JOIN, in small letters",
    "db().$queryRaw`select 1 from topics t join users u on true`;",
    "db().$queryRaw`select 1 from topics`;",
  ),
  naming(
    "the comma of a list",
    "db().$queryRaw`SELECT 1 FROM topics t, users u`;",
    "db().$queryRaw`SELECT t, users FROM topics t`;",
  ),
  naming(
    "quotes and a schema",
    'db().$queryRaw`SELECT 1 FROM public."users"`;',
    'db().$queryRaw`SELECT 1 FROM public."topics"`;',
  ),
  naming(
    "UPDATE",
    "db().$executeRaw`UPDATE users SET id = ''`;",
    "db().$executeRaw`UPDATE topics SET id = '' WHERE 'FROM users' = ''`;",
  ),
  naming("DELETE", "db().$executeRaw`DELETE FROM ONLY users`;", "db().$executeRaw`DELETE FROM ONLY topics`;"),
  naming(
    "INSERT",
    "db().$executeRaw`INSERT INTO users (id) VALUES ('')`;",
    "db().$executeRaw`INSERT INTO topics (id) VALUES ('')`;",
  ),
  naming("EXISTS", "Prisma.sql`AND EXISTS (SELECT 1 FROM users)`;", "Prisma.sql`AND EXISTS (SELECT 1 FROM topics)`;"),
  naming(
    "USING",
    "db().$executeRaw`DELETE FROM topics USING users u`;",
    "db().$executeRaw`DELETE FROM topics USING topics u`;",
  ),
  naming(
    "a bracket in the list",
    "Prisma.sql`SELECT 1 FROM (topics t CROSS JOIN users u)`;",
    "Prisma.sql`SELECT 1 FROM (SELECT 1) t`;",
  ),
  naming(
    "a fragment under another tag",
    "const s = Prisma.sql; s`FROM users`;",
    "const s = Prisma.sql; s`FROM topics`;",
  ),
  naming(
    "a text",
    'export const text = "SELECT id FROM users";',
    'export const text = "SELECT id FROM topics"; "from users to you";',
  ),
  naming("Prisma.raw", 'Prisma.sql`FROM ${Prisma.raw("users")}`;', 'Prisma.sql`FROM ${Prisma.raw("topics")}`;'),
  naming(
    "Prisma.raw with a variable",
    "const t = 'us' + 'ers'; Prisma.sql`FROM ${Prisma.raw(t)}`;",
    "Prisma.raw('ASC');",
    "?",
  ),
  naming("a sum of texts", 'pool.query("SELECT 1 FROM " + "users");', 'pool.query("SELECT 1 " + "FROM topics");'),
  naming(
    "a text with a hole",
    "pool.query(`SELECT 1 FROM ${name}`);",
    "pool.query(`SELECT ${name} FROM topics`);",
    "?",
  ),
  naming("a fragment made by hand", 'new Prisma.Sql(["FROM users"], []);', 'new Prisma.Sql(["FROM topics"], []);'),
  naming(
    "a text made at run time",
    "db().$queryRawUnsafe('SELECT 1 FROM ' + name);",
    "db().$queryRawUnsafe('SELECT 1 FROM topics');",
    "?",
  ),
  naming("SQL outside of any module", "db().$queryRaw`SELECT 1 FROM topics`;", "", "forum:topics", "jobs/count.ts"),
];

const owners = { "app/modules/accounts/person.server.ts": "export const person = { select: { id: true } };" };

const part2: Evasion[] = [
  naming("tx.user", "export const f = (tx: Tx) => tx.user.count();", "export const f = (tx: Tx) => tx.topic.count();"),
  naming('db()["user"]', 'db()["user"]["count"]();', 'db()["topic"]["count"]();'),
  naming("const { user } = db()", "const { user: people } = db(); people;", "const { topic } = db(); topic;"),
  naming(
    "a client under another name",
    "const all = db(); const people = all.user; people;",
    "const all = { user: 1 }; all.user;",
  ),
  naming("a client as a parameter", "export const f = (it: Tx) => it.user;", "export const f = (it: Tx) => it.topic;"),
  naming(
    "a client made at run time",
    "export const f = (t: 'user') => db()[t];",
    "export const f = (t: string) => ({ a: 1 })[t];",
    "?",
  ),
  naming(
    "a call on anything",
    "export const f = (c: any) => c.user.findMany({});",
    "export const f = (c: any) => c.user.findings({});",
  ),
  naming(
    "a nested select",
    "db().topic.findMany({ select: { author: { select: { id: true } } } });",
    "db().topic.findMany({ select: { replies: { select: { id: true } } } });",
  ),
  naming(
    "a nested include, in quotes",
    'db().topic.findMany({ ["include"]: { "author": true } });',
    "db().topic.findMany({ include: { replies: true } });",
  ),
  naming(
    "a condition",
    "db().topic.findMany({ where: { OR: [{ author: { id: '' } }] } });",
    "db().topic.findMany({ where: { OR: [{ id: '' }] } });",
  ),
  naming(
    "an order",
    "db().topic.findMany({ orderBy: [{ author: { id: 'asc' } }] });",
    "db().topic.findMany({ orderBy: [{ id: 'asc' }] });",
  ),
  naming(
    "a relation of a relation",
    "db().reply.findMany({ select: { topic: { include: { author: true } } } });",
    "db().reply.findMany({ select: { topic: true } });",
  ),
  naming(
    "a constant",
    "const select = { author: true }; db().topic.findMany({ select });",
    "const select = { id: true }; db().topic.findMany({ select });",
  ),
  naming(
    "a constant with a type",
    "export const a = { author: true } satisfies Prisma.TopicSelect;",
    "export const a = { id: true } satisfies Prisma.TopicSelect;",
  ),
  naming(
    "a function",
    "const seen = () => ({ author: {} }); db().topic.count({ where: { ...seen() } });",
    "const seen = () => ({ id: '' }); db().topic.count({ where: { ...seen() } });",
  ),
  naming("a type of the client", "export type W = Prisma.UserWhereInput;", "export type W = Prisma.TopicWhereInput;"),
  naming(
    "a row's type",
    'import type { User } from "#prisma/generated/client.ts";',
    'import type { Topic } from "#prisma/generated/client.ts";',
  ),
  {
    name: "a relation whose columns the asker chooses",
    rule: ownTables,
    files: {
      [forum]: `${database}const person = { select: { id: true } }; db().topic.findMany({ select: { author: person } });`,
    },
    caught: [`${forum} -> accounts:users`],
    twin: {
      ...owners,
      [forum]: `${database}import { person } from "#app/modules/accounts/person.server.ts"; db().topic.findMany({ select: { author: person } });`,
    },
  },
];

/** Each kind of evasion by its name. */
export const foreignTables: Record<string, Evasion[]> = {
  "a foreign table in SQL": part1,
  "a foreign table in Prisma": part2,
};
