import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, pool } from "#app/infra/db.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeUser } from "#test/factories/users.ts";
import { type Line, makeLine } from "#test/helpers/database-line.ts";
import { type Answer, signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const connections = 3;
let line: Line;
beforeAll(async () => {
  line = await makeLine(process.env.DATABASE_URL!);
  process.env.DATABASE_URL = line.url;
  process.env.DATABASE_POOL = String(connections);
  forgetSingleton("env");
});
afterAll(() => line.end());

const app = useApp(() => Promise.resolve());
let person: Actor;
let member: Visitor;
beforeAll(async () => {
  await seedRoadmap(db());
  person = await makeUser({ language: "en" });
  member = await signedIn(app, person);
});
// Those of the test before may be broken or taken.
beforeEach(async () => {
  while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 50));
}, 20_000);

const isReady = async () => (await new Visitor(app).get("/health/ready")).status === 200;
const profile = { name: "Typed <now>", country: "SN", language: "en", zone: "Africa/Dakar", institution: "Ministry" };

function expectUnavailable({ status, headers, body }: Answer): void {
  expect(status).toBe(503);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(body).not.toContain("went wrong");
}

/** Takes every connection of the pool while `work` runs, as a crowd would. */
async function crowded<T>(work: () => Promise<T>): Promise<T> {
  const clients = await Promise.all(Array.from({ length: connections }, () => pool().connect()));
  try {
    return await work();
  } finally {
    for (const client of clients) client.release();
  }
}

describe("when no connection is free", () => {
  test("pages, files and forms of members and guests are 503 with Retry-After, and readiness says ready", async () => {
    await crowded(async () => {
      const guest = new Visitor(app, { "Accept-Language": "fr" });
      const [own, plain, file, form, ready, figures] = await Promise.all([
        member.get("/me"),
        guest.get("/roadmap/1.2"),
        guest.get("/topics/1/changes.json", { "Sec-Fetch-Dest": "empty" }),
        member.post("/me/settings/profile", { ...profile, password: "not to be shown" }),
        guest.get("/health/ready"),
        guest.get("/metrics"),
      ]);
      for (const answer of [own, plain, file, form]) expectUnavailable(answer);
      expect(own.headers.get("refresh")).toMatch(/^\d+$/);
      expect(plain.body).toContain('<html lang="fr"');
      expect(file.body).not.toContain("<html");
      expectToSendAgain(form);
      expect(ready.status).toBe(200);
      expect(figures.body).toContain('database_pool{state="waiting"}');
    });
    expect((await member.get("/me")).status).toBe(200);
  });

  test("whoever has no script sends a long text again by the button, as it was, and a form with files its words", async () => {
    const { code } = await makeSpace();
    const body = "First line\r\n\r\n<b>“second”</b> & third: قهوة 🙂";
    const typed = { title: "Sent twice", body, language: "en", clientId: "again-1", intent: "send" };
    const parts = new FormData();
    for (const [name, value] of Object.entries(typed)) parts.append(name, value);
    parts.append("password", "not to be shown");
    parts.append("files", new File(["bytes of a file"], "plan.txt"));
    const path = `/forum/${code}/new`;
    const [refused, withFiles] = await crowded(() =>
      Promise.all([member.post(path, typed), member.send("POST", path, { body: parts, headers: { Origin: app.url } })]),
    );
    for (const answer of [refused, withFiles]) {
      expectUnavailable(answer);
      expect(fieldsIn(answer.body, path)).toEqual(typed);
      expect(answer.body).not.toContain("bytes of a file");
    }
    for (let press = 0; press < 2; press++) {
      expect((await member.post(path, fieldsIn(refused.body, path))).status).toBeLessThan(400);
    }
    const posts = await db().reply.findMany({ where: { clientId: "again-1" }, select: { body: true } });
    expect(posts).toEqual([{ body: body.replaceAll("\r\n", "\n") }]);
  });

  test("a crowd of two hundred is answered, every one of it, and nobody with 500", async () => {
    const answers = await crowded(() => Promise.all(Array.from({ length: 200 }, () => member.get("/me"))));
    expect(answers.map(({ status }) => status).filter((status) => status !== 503)).toEqual([]);
    answers.forEach(expectUnavailable);
  });
});

test("a crowd of two hundred is served when the database keeps up: pages, or 503, and what is sent goes first", async () => {
  const crowd = Promise.all(Array.from({ length: 200 }, () => member.get("/me/settings/profile")));
  const sent = await member.post("/me/settings/profile", profile);
  expect(sent.status).toBeLessThan(400);
  const statuses = new Set((await crowd).map(({ status }) => status));
  expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(statuses).toContain(200);
});

test("a deadlock that does not pass is 503, tried four times, and the page sends what was typed again", async () => {
  await pool().query(`
    CREATE SEQUENCE tries;
    CREATE FUNCTION fall_down() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM nextval('tries'); RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$;
    CREATE TRIGGER fall_down BEFORE UPDATE OF institution ON users FOR EACH ROW EXECUTE FUNCTION fall_down()`);
  const answer = await member.post("/me/settings/profile", profile);
  expectUnavailable(answer);
  expectToSendAgain(answer);
  await pool().query("DROP TRIGGER fall_down ON users; DROP FUNCTION fall_down; DROP SEQUENCE tries");
  expect((await member.post("/me/settings/profile", profile)).status).toBeLessThan(400);
});

function expectToSendAgain({ body }: Answer): void {
  expect(body).toContain('action="/me/settings/profile"');
  expect(body).toMatch(/type="hidden" name="name" value="Typed &lt;now(&gt;|>)"/);
  expect(body).toContain('name="institution" value="Ministry"');
  expect(body).not.toContain("not to be shown");
}

/** What the button of the page would send. */
function fieldsIn(html: string, action: string): Record<string, string> {
  const form = html.slice(html.indexOf(`action="${action}"`));
  const words = (text: string) =>
    text.replace(
      /&(amp|lt|gt|quot|#39|#x27);/g,
      (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name] ?? "'",
    );
  const hidden = form
    .slice(0, form.indexOf("</form>"))
    .matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([...hidden].map(([, name, value]) => [words(name!), words(value!)]));
}

describe("when the database is away", () => {
  const outages: [string, () => Promise<void>][] = [
    ["refuses", () => line.cut()],
    ["hangs", () => Promise.resolve(line.freeze())],
  ];
  test.each(outages)("because it %s: 503 for members, guests' pages from memory with their age", async (_, begin) => {
    const guest = new Visitor(app);
    // Kept once it is compressed.
    const fresh = await guest.get("/roadmap/1.1");
    expect(fresh.body).not.toContain("as it was");
    await expect.poll(async () => (await guest.get("/roadmap/1.1")).headers.get("content-length")).not.toBeNull();
    await begin();
    await expect.poll(isReady, { timeout: 20_000 }).toBe(false);
    await expect.poll(async () => (await guest.get("/roadmap/1.1")).body, { timeout: 20_000 }).toContain("as it was");
    const kept = await guest.get("/roadmap/1.1");
    expect(kept).toMatchObject({ status: 200 });
    expect(kept.headers.get("cache-control")).toBe("no-store");
    expect(Number(kept.headers.get("age"))).toBeGreaterThanOrEqual(0);
    const ready = await guest.get("/health/ready");
    expect(JSON.parse(ready.body)).toEqual({ status: "not ready", failed: ["database", "queue"] });
    expect((await guest.get("/health/live")).status).toBe(200);
    expect((await guest.get("/metrics")).status).toBe(200);
    expectUnavailable(await guest.get("/roadmap/1.3"));
    expectUnavailable(await member.get("/roadmap/1.1"));
    const form = await member.post("/me/settings/profile", profile);
    expectUnavailable(form);
    expectToSendAgain(form);
    await line.open();
    await expect.poll(async () => (await member.get("/me")).status, { timeout: 20_000 }).toBe(200);
    expect((await guest.get("/roadmap/1.1")).body).not.toContain("as it was");
  });
});
