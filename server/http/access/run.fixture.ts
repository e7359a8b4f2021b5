import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { type Answer as HttpAnswer, signedIn, Visitor } from "#test/helpers/visitor.ts";
import type { RunningApp } from "#test/setup/app.ts";
import { type Kind, kinds, type Stage } from "./people.fixture.ts";
import type { Answer, Body, Fields, Row } from "./row.fixture.ts";
import { takeWrites } from "./writes.fixture.ts";

export type Visitors = Record<Kind, Visitor>;

/** A browser for each of the people. */
export async function visitorsOf(app: RunningApp, { people }: Stage): Promise<Visitors> {
  const pairs = kinds.map(async (kind) => [
    kind,
    // Nothing is compressed for the test.
    kind === "guest" ? new Visitor(app, uncompressed) : await signedIn(app, people[kind], uncompressed),
  ]);
  return Object.fromEntries(await Promise.all(pairs)) as Visitors;
}

const uncompressed = { "Accept-Encoding": "identity" };

/** Asks as everybody in turn, and says in one line each what is not as the row says. */
export async function findWrong<T extends Stage>(
  row: Row<T>,
  { things, visitors, rows, asks = kinds }: { things: T; visitors: Visitors; rows: Row<T>[]; asks?: readonly Kind[] },
): Promise<string[]> {
  const wrong: string[] = [];
  const barred = row.method === "POST" ? listBarred(row, rows, things) : [];
  let isUsedUp = true;
  let given = things;
  await forgetCounts();
  for (const kind of asks) {
    const actor = kind === "guest" ? null : things.people[kind];
    const { app } = visitors[kind];
    const visitor = row.endsSession && actor ? await signedIn(app, actor, uncompressed) : copyOf(visitors[kind]);
    if (row.renew && isUsedUp) given = { ...things, ...(await row.renew(things)) };
    isUsedUp = row.answers[kind] === "done";
    const asking = { kind, visitor, actor, isBarred: barred.includes(kind) };
    const ask = row.method === "GET" ? askForPage : sendBodies;
    wrong.push(...(await ask(row, given, asking)).map((line) => `${kind}: ${line}`));
  }
  return wrong;
}

/** Who may do nothing at all at this address; nobody for the second of its rows, because nothing is always the same. */
function listBarred<T>(row: Row<T>, rows: Row<T>[], things: T): Kind[] {
  const path = row.path(things);
  const here = rows.filter((one) => one.method === "POST" && one.route === row.route && one.path(things) === path);
  return row.bodyIsTheRight || here[0] !== row
    ? []
    : kinds.filter((kind) => here.every(({ answers }) => isRefusal(answers[kind])));
}

const isRefusal = (answer: Answer) => answer === "in" || answer === 403 || answer === 404;

/** So that no row finds what an earlier one left in the browser. */
function copyOf({ app, cookies }: Visitor): Visitor {
  const visitor = new Visitor(app, uncompressed);
  for (const [name, value] of cookies) visitor.cookies.set(name, value);
  return visitor;
}

type Asking = { kind: Kind; visitor: Visitor; actor: Actor | null; isBarred: boolean };

async function askForPage<T>(row: Row<T>, things: T, { kind, visitor }: Asking): Promise<string[]> {
  await takeWrites();
  const path = row.path(things);
  const answer = await visitor.get(path, row.headers);
  const wrong = judge(answer, row.answers[kind], answer.status === 200);
  const noted = (await takeWrites()).filter((table) => !row.notes?.includes(table));
  // A picture in somebody's text asks in the name of whoever reads it: it leaves nothing behind at all.
  const inLanguage = `${path}${path.includes("?") ? "&" : "?"}lang=ar`;
  const picture = await visitor.get(inLanguage, { ...row.headers, "Sec-Fetch-Dest": "image" });
  const left = (await takeWrites()).filter((table) => !row.isPicture || !row.notes?.includes(table));
  if (picture.headers.getSetCookie().some((cookie) => cookie.startsWith("lang=")))
    left.push("the cookie of the language");
  return [
    ...wrong,
    ...noted.map((table) => `reading wrote to ${table}`),
    ...left.map((table) => `a picture of this address wrote to ${table}`),
  ];
}

/** The whole body; and before it, of whoever is barred, an empty one: the right comes before what is typed. */
async function sendBodies<T>(row: Row<T>, things: T, { kind, visitor, actor, isBarred }: Asking): Promise<string[]> {
  const wanted = row.answers[kind];
  const path = row.path(things);
  await takeWrites();
  const wrong: string[] = [];
  if (isBarred) {
    const empty = judge(await send(visitor, path, {}, row.headers), wanted, false);
    wrong.push(...empty.map((line) => `with nothing, ${line}`));
  }
  const fresh = randomUUID().slice(0, 8);
  const answer = await send(visitor, path, await row.body!(things, { actor, fresh }), row.headers);
  wrong.push(...judge(answer, wanted, [200, 204, 302, 303].includes(answer.status)));
  const written = await takeWrites();
  const leavesTrace = wanted === "done" && !row.isSilent;
  if (leavesTrace !== written.length > 0 && wrong.length === 0)
    wrong.push(leavesTrace ? `${answer.status}, but nothing was written` : `wrote to ${written.join(", ")}`);
  return wrong;
}

function judge(answer: HttpAnswer, wanted: Answer, isGood: boolean): string[] {
  const { status, location } = answer;
  const isLedIn = status === 401 || (location?.startsWith("/login?next=") ?? false);
  const isMet =
    wanted === "in"
      ? isLedIn
      : wanted === "done" || wanted === "nothing"
        ? isGood && !isLedIn
        : status === wanted && !isLedIn;
  return isMet ? [] : [`${status} ${location ?? said(answer)}, not ${wanted}`];
}

/** What a refusal says, for whoever reads the report. */
function said({ body }: HttpAnswer): string {
  const text = body.includes("<main") ? body.slice(body.indexOf("<main")) : body;
  return text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
}

function send(visitor: Visitor, path: string, body: Body, headers: Record<string, string> = {}): Promise<HttpAnswer> {
  if (!(body instanceof FormData)) return visitor.post(path, body, headers);
  return visitor.send("POST", path, { body, headers: { Origin: visitor.app.url, ...headers } });
}

/** Fields with one file. */
export function withFile(fields: Fields, field: string, file: { name: string; content: string | Buffer }): FormData {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value);
  form.append(field, new Blob([file.content as BlobPart]), file.name);
  return form;
}

/** Guests' forms are counted by network; all of these people come from one. */
async function forgetCounts(): Promise<void> {
  await db().rateLimit.deleteMany();
}
