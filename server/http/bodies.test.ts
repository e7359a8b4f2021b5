import { mkdtempSync, readdirSync, watch } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { longestMarkRun } from "#app/lib/combining-marks.ts";
import { guestForms } from "#app/modules/accounts/save-form.server.ts";
import { makeUser } from "#test/factories/users.ts";
import { brokenBodies, formWithFiles, partOf } from "#test/helpers/broken-bodies.ts";
import { longestNormalizedRun, watchNormalization } from "#test/helpers/normalization.ts";
import { type Answer, signedIn, Visitor } from "#test/helpers/visitor.ts";
import { courseSlug, makeWorld, type World } from "#test/helpers/world.ts";
import { listWrittenAddresses } from "#test/helpers/written-addresses.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
let world: World;
let addresses: string[];
let courseId: string;
const crashes: unknown[] = [];
const noteCrash = (error: unknown) => void crashes.push(error);
// Of this file alone, so that what uploads leave there can be seen.
const temporary = mkdtempSync(path.join(tmpdir(), "crossroads-bodies-"));
process.env.TMPDIR = temporary;
const app = useApp(async () => {
  world = await makeWorld();
});

beforeAll(async () => {
  process.on("uncaughtExceptionMonitor", noteCrash);
  process.on("unhandledRejection", noteCrash);
  addresses = await listWrittenAddresses(world);
  courseId = (await db().course.findUniqueOrThrow({ where: { slug: courseSlug }, select: { id: true } })).id;
});

afterEach(async () => {
  vi.restoreAllMocks();
  if (crashes.length > 0) throw new AggregateError(crashes, "Without vitest around it, the process would be gone.");
  const { status } = await new Visitor(app).get("/health/live");
  if (status !== 200) throw new Error(`The process answers ${status}.`);
});

afterAll(() => {
  process.off("uncaughtExceptionMonitor", noteCrash);
  process.off("unhandledRejection", noteCrash);
});

const viewers = ["guest", "member", "staff", "administrator"] as const;

/** Somebody of that kind whom nobody has counted requests of yet. */
async function visitorOf(viewer: Viewer): Promise<Visitor> {
  if (viewer === "guest") return new Visitor(app);
  const role = { member: "member", staff: "trainer", administrator: "administrator" } as const;
  const user = await makeUser({ role: role[viewer] });
  if (viewer === "staff") {
    const data = { courseId, userId: user.id, role: "author" } as const;
    await db().courseTrainer.create({ data, select: { userId: true } });
  }
  return signedIn(app, user);
}

type Viewer = (typeof viewers)[number];
type Sent = { method?: string; headers: Record<string, string>; body?: Uint8Array };

/** Sends the same to every address, some at a time. */
async function sendToAll(visitor: Visitor, { method = "POST", headers, body }: Sent): Promise<[string, Answer][]> {
  const answers: [string, Answer][] = [];
  const waiting = [...addresses];
  const send = async () => {
    for (let address = waiting.pop(); address; address = waiting.pop()) {
      // A page that comes compressed would only be undone here.
      const init = { body: body as BodyInit, headers: { Origin: app.url, "Accept-Encoding": "identity", ...headers } };
      answers.push([address, await visitor.send(method, address, init)]);
    }
  };
  await Promise.all(Array.from({ length: 6 }, send));
  return answers;
}

const told = (address: string, { status, location }: Answer) => `${address}: ${status} ${location ?? ""}`;

/** Refused, or led to where the page itself leads such a person: to signing in, or away from it. */
async function isRefused(viewer: Viewer, visitor: Visitor, address: string, answer: Answer): Promise<boolean> {
  if (answer.status >= 400) return answer.status < 500;
  // The right comes first: a guest is led to signing in whatever the body is.
  if (viewer === "guest" && answer.location?.startsWith("/login?next=")) return true;
  return answer.location !== null && (await whereItLeads(viewer, visitor, address)) === answer.location;
}

// The page is asked once for each kind of person: where it leads depends on nothing that was sent.
const leads = new Map<string, string | null>();

async function whereItLeads(viewer: Viewer, visitor: Visitor, address: string): Promise<string | null> {
  const key = `${viewer} ${address}`;
  if (!leads.has(key)) leads.set(key, (await visitor.get(address)).location);
  return leads.get(key)!;
}

/** What is one person's own: an administrator is refused there, too, before anything is read. */
const isSomebodysOwn = (address: string) =>
  /^\/waiting\/|\/(?:correct|reviews\/[^/]+(?:\/draft\.json)?|replies\/[^/]+\/(?:delete|restore))$/.test(address);

it("are as many addresses as the product writes to", () => {
  expect(addresses.length).toBeGreaterThan(60);
  expect(addresses.filter((address) => address.includes(":"))).toEqual([]);
});

describe.each(brokenBodies)("$name", ({ headers, body, status, isSentByAll }) => {
  it.each(isSentByAll ? viewers : (["guest", "administrator"] as const))(
    "is refused everywhere to a %s",
    async (viewer) => {
      watchNormalization();
      const visitor = await visitorOf(viewer);
      const wrong: string[] = [];
      for (const [address, answer] of await sendToAll(visitor, { headers, body })) {
        // What is no form is refused before anybody looks at who asks.
        const isExact =
          status === 415 || (viewer === "administrator" && answer.status >= 400 && !isSomebodysOwn(address));
        const isUnknown = answer.status === 404 && /nowhere|unknown/.test(address);
        if (isUnknown) continue;
        if (isExact ? answer.status !== status : !(await isRefused(viewer, visitor, address, answer)))
          wrong.push(told(address, answer));
      }
      expect(wrong).toEqual([]);
      expect(longestNormalizedRun()).toBeLessThanOrEqual(longestMarkRun);
    },
  );
});

it("lets nobody hold up the process with one letter", async () => {
  watchNormalization();
  const text = `email=a${"\u0301\u0323".repeat(60_000)}&password=x`;
  const headers = { "Content-Type": "application/x-www-form-urlencoded", Origin: app.url };
  const answer = await new Visitor(app).send("POST", "/login", { body: text, headers });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain("more than 30 accents or signs");
  expect(longestNormalizedRun()).toBeLessThanOrEqual(longestMarkRun);
});

describe("another method", () => {
  it.each(["PUT", "PATCH", "DELETE"])("%s is refused everywhere", async (method) => {
    for (const viewer of ["guest", "administrator"] as const) {
      const visitor = await visitorOf(viewer);
      const headers = { "Content-Type": "multipart/form-data; boundary=b" };
      const wrong = (await sendToAll(visitor, { method, headers, body: formWithFiles("A") })).filter(
        ([address, answer]) => answer.status !== (address === "/nowhere" ? 404 : 405),
      );
      expect(wrong.map(([address, answer]) => told(address, answer))).toEqual([]);
    }
    const answer = await new Visitor(app).send(method, "/login", { headers: { Origin: app.url } });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });
});

describe("what no text of the database may hold", () => {
  it.each([
    ["names and values with NUL and halves of characters", "a%00b=c%00d&%ED%A0%80=%ED%B0%80&__proto__=1&constructor=2"],
    ["nothing but separators", "&=&&==&"],
  ])("%s: is no fault of ours", async (_, text) => {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const visitor = await visitorOf("guest");
    const answers = await sendToAll(visitor, { headers, body: new TextEncoder().encode(text) });
    expect(answers.filter(([, { status }]) => status >= 500).map(([to, answer]) => told(to, answer))).toEqual([]);
  });

  it.each([
    ["UTF-16 with halves of characters", partOf("body", "\u0000\u00D8x", { type: "text/plain; charset=utf-16le" })],
    [
      "a file where text is expected",
      ["email", "title", "body", "intent"].map((name) => partOf(name, "x", { file: "x" })).join(""),
    ],
    [
      "file names of 15,000 characters",
      ["file", "files", "package"].map((name) => partOf(name, "x", { file: "\u0301\u0323".repeat(3700) })).join(""),
    ],
    [
      "parts without names",
      `--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; filename="x"\r\n\r\nx\r\n`,
    ],
  ])("%s: is no fault of ours", async (_, parts) => {
    watchNormalization();
    const headers = { "Content-Type": "multipart/form-data; boundary=b" };
    const body = new TextEncoder().encode(`${parts}--b--\r\n`);
    for (const viewer of ["guest", "administrator"] as const) {
      const answers = await sendToAll(await visitorOf(viewer), { headers, body });
      expect(answers.filter(([, { status }]) => status >= 500).map(([to, answer]) => told(to, answer))).toEqual([]);
    }
    expect(longestNormalizedRun()).toBeLessThanOrEqual(longestMarkRun);
  });
});

describe("the data addresses of pages", () => {
  it.each(brokenBodies.filter(({ name }) => /file that is cut off|JSON|marks without end$|field names/.test(name)))(
    "refuse $name",
    async ({ headers, body }) => {
      for (const viewer of ["guest", "administrator"] as const) {
        const visitor = await visitorOf(viewer);
        const all = addresses.splice(0);
        addresses.push(...all.map((address) => `${address}.data`));
        const answers = await sendToAll(visitor, { headers, body });
        addresses.splice(0, addresses.length, ...all);
        // 202 leads somewhere else.
        const wrong = answers.filter(([, { status }]) => status !== 202 && (status < 400 || status >= 500));
        expect(wrong.map(([address, answer]) => told(address, answer))).toEqual([]);
      }
    },
  );
});

describe("a link that drops", () => {
  it.each(["guest", "administrator"] as const)("in the middle of what a %s sends, harms nobody", async (viewer) => {
    const visitor = await visitorOf(viewer);
    const whole = formWithFiles("A".repeat(200_000));
    for (const address of addresses) {
      await sendHalf(visitor, address, whole, "multipart/form-data; boundary=b");
      await sendHalf(visitor, address, new TextEncoder().encode("title=Half"), "application/x-www-form-urlencoded");
    }
    await vi.waitFor(() => expect(readdirSync(temporary)).toEqual([]), { timeout: 10_000 });
  });

  it.each(["guest", "staff", "administrator"] as const)(
    "anywhere in the files of a %s, harms nobody",
    async (viewer) => {
      const visitor = await visitorOf(viewer);
      const whole = formWithFiles("A".repeat(200_000));
      const type = "multipart/form-data; boundary=b";
      const takesFiles = addresses.filter((one) =>
        /submission|files\.json|import|roster|picture|invitations/.test(one),
      );
      expect(takesFiles.length).toBeGreaterThan(4);
      for (const address of takesFiles.flatMap((one) => [one, `${one}.data`])) {
        for (const length of [0, 1, 60, 140, 70_000, whole.length - 6, whole.length - 1, whole.length]) {
          for (const farewell of ["reset", "end", "destroy"] as const) {
            await sendPart(visitor, { address, body: whole, type, length, farewell, wait: length % 3 });
          }
        }
      }
      await vi.waitFor(() => expect(readdirSync(temporary)).toEqual([]), { timeout: 10_000 });
    },
  );
});

/** Sends the first half of a body and cuts the connection, without a farewell. */
function sendHalf(visitor: Visitor, address: string, body: Uint8Array, type: string): Promise<void> {
  const length = Math.ceil(body.length / 2);
  return sendPart(visitor, { address, body, type, length, farewell: "reset", wait: 20 });
}

type Part = {
  address: string;
  body: Uint8Array;
  type: string;
  /** So many bytes are sent of all that were promised. */
  length: number;
  farewell: "reset" | "end" | "destroy";
  /** Milliseconds before it. */
  wait: number;
};

function sendPart(visitor: Visitor, { address, body, type, length, farewell, wait }: Part): Promise<void> {
  const { hostname, port, host } = new URL(app.url);
  const cookies = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const lines = [
    `POST ${address} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${app.url}`,
    `Content-Type: ${type}`,
    `Content-Length: ${body.length}`,
    ...(cookies ? [`Cookie: ${cookies}`] : []),
  ];
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once("connect", () => socket.on("error", () => undefined));
    socket.on("error", (error) => socket.connecting && reject(error));
    socket.on("close", () => resolve());
    socket.resume();
    socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    const leave = { reset: () => socket.resetAndDestroy(), end: () => socket.end(), destroy: () => socket.destroy() };
    socket.write(body.subarray(0, length), () => setTimeout(leave[farewell], wait));
  });
}

describe("files", () => {
  const headers = { "Content-Type": "multipart/form-data; boundary=b" };
  const uploads = ["submission", "files.json", "/admin/imports", "questions/import"];

  it.each([
    ["guest", false],
    ["member", true],
    ["administrator", true],
  ] as const)("of a %s are stored where they may send some, and nowhere else: %s", async (viewer, mayWork) => {
    const stored: string[] = [];
    const watcher = watch(temporary, (_, name) => void (name && stored.push(name)));
    const visitor = await visitorOf(viewer);
    const where = addresses.filter((one) => uploads.some((end) => one.endsWith(end)));
    expect(where).toHaveLength(uploads.length);
    for (const address of where) {
      const isOpen = viewer === "administrator" || (mayWork && address.endsWith("submission"));
      stored.length = 0;
      const body = formWithFiles("A".repeat(100_000));
      await visitor.send("POST", address, { body: body as BodyInit, headers: { Origin: app.url, ...headers } });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect([address, stored.length > 0]).toEqual([address, isOpen]);
    }
    watcher.close();
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("too large for an address are refused by their length, before they are read", async () => {
    const visitor = await visitorOf("administrator");
    const body = new Uint8Array(600 * 1024);
    const taken = /\/(submission|files\.json|import|imports|picture|files\/new)$/;
    const wrong = (await sendToAll(visitor, { headers, body })).filter(
      ([address, { status }]) => status !== (address === "/nowhere" ? 404 : taken.test(address) ? 400 : 413),
    );
    expect(wrong.map(([address, answer]) => told(address, answer))).toEqual([]);
  });
});

describe("a connection", () => {
  it("serves the next request after one whose body nobody has read", async () => {
    const { hostname, port, host } = new URL(app.url);
    const body = "x".repeat(300_000);
    const socket = connect({ host: hostname, port: Number(port) });
    let heard = "";
    socket.on("data", (data) => (heard += data.toString()));
    const head = (method: string, path: string, more = "") =>
      `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`;
    socket.write(head("POST", "/about", `Content-Length: ${body.length}\r\nContent-Type: text/plain\r\n`) + body);
    socket.write(head("GET", "/health/live"));
    await vi.waitFor(() => expect(heard).toContain('{"status":"live"}'), { timeout: 5000 });
    expect(heard).toMatch(/^HTTP\/1\.1 405 /);
    socket.destroy();
  });
});

describe("what a guest has typed", () => {
  const essay = (bytes: number) => ({ body: "x".repeat(bytes), version: "0" });
  const post = (fields: Record<string, string>) =>
    new Visitor(app).post(
      addresses.find((one) => one.endsWith("/submission"))!,
      fields,
    );

  it("is saved up to 64 KB, and stays in the browser when it is longer", async () => {
    await db().rateLimit.deleteMany();
    const saved = await post(essay(60_000));
    expect(saved.location).toMatch(/^\/login\?next=/);
    const count = await db().savedForm.count();
    const large = await post(essay(70_000));
    expect([large.status, large.location]).toEqual([413, null]);
    expect(large.body).toContain("Your browser still has it: sign in in another tab");
    expect(await db().savedForm.count()).toBe(count);
  });

  it("is saved for so many forms of one network within an hour", async () => {
    await db().rateLimit.updateMany({
      where: { key: { startsWith: `${guestForms.name}:` } },
      data: { points: guestForms.points },
    });
    const count = await db().savedForm.count();
    const refused = await post(essay(10));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await db().savedForm.count()).toBe(count);
    await db().rateLimit.deleteMany();
    expect((await post(essay(10))).location).toMatch(/^\/login\?next=/);
  });
});
