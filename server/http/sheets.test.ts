import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import type { Assets } from "#app/ui/islands/assets.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeUser } from "#test/factories/users.ts";
import { type Answer, signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp(() => seedRoadmap(db()));
const { sheets } = JSON.parse(readFileSync("build/assets.json", "utf8")) as Assets;
const text = () => readFileSync(`build/client${sheets.reading.href}`, "utf8").trimEnd();

/** How a page brings the stylesheet of every page. */
function deliveryIn({ whole: body }: Answer): "in the page" | "linked" {
  const styles = [...body.matchAll(/<style>([^<]*)<\/style>/g)].map((match) => match[1]!);
  const inPage = styles.find((style) => style.startsWith("@layer reset,"));
  const links = body.match(/<link rel="stylesheet"[^>]*>/g)?.filter((link) => link.includes(sheets.reading.href)) ?? [];
  if (inPage === undefined) {
    expect(links).toEqual([`<link rel="stylesheet" href="${sheets.reading.href}"/>`]);
    return "linked";
  }
  expect(inPage).toBe(text());
  expect(links).toEqual([`<link rel="stylesheet" media="print" href="${sheets.reading.href}"/>`]);
  return "in the page";
}

/** Somebody who has been here: the browser has fetched the stylesheet, too. */
async function returning(): Promise<Visitor> {
  const visitor = new Visitor(app);
  await visitor.get(sheets.reading.href);
  return visitor;
}

describe("the stylesheet", () => {
  it("stands in the first page, and is linked once the browser has fetched it", async () => {
    const visitor = new Visitor(app);
    const first = await visitor.get("/roadmap");
    expect(deliveryIn(first)).toBe("in the page");
    expect([...visitor.cookies.keys()]).toEqual([]);
    const file = await visitor.get(sheets.reading.href);
    expect(file.headers.get("cache-control")).toContain("immutable");
    expect([...visitor.cookies.keys()]).toEqual(["sheet-reading"]);
    expect(deliveryIn(await visitor.get("/roadmap"))).toBe("linked");
  });

  it("stands in every page where cookies are refused", async () => {
    for (let round = 0; round < 2; round++) {
      const visitor = new Visitor(app);
      await visitor.get(sheets.reading.href);
      visitor.cookies.clear();
      expect(deliveryIn(await visitor.get("/about"))).toBe("in the page");
    }
  });

  it("stands in the page again after a new version, whatever the cookie claims", async () => {
    const visitor = await returning();
    for (const claim of ["OLDVERSION", "", "%00"]) {
      visitor.cookies.set("sheet-reading", claim);
      expect(deliveryIn(await visitor.get("/privacy"))).toBe("in the page");
    }
  });

  it("is the only style that the security policy lets a page contain", async () => {
    const policy = (await new Visitor(app).get("/roadmap")).headers.get("content-security-policy")!;
    const allowed = /style-src ([^;]*)/.exec(policy)![1]!.split(" ");
    const hash = `'sha256-${createHash("sha256").update(text()).digest("base64")}'`;
    expect(allowed).toContain(hash);
    expect(allowed.filter((source) => !source.startsWith("'sha256-"))).toEqual(["'self'"]);
    expect(allowed).toHaveLength(1 + Object.keys(sheets).length);
  });

  it("is not mixed up by the cache of guests' pages, in memory or in front of the site", async () => {
    const page = "/roadmap/1.2";
    const old = await returning();
    const etags: Record<string, string> = {};
    for (let round = 0; round < 2; round++) {
      for (const [visitor, delivery] of [
        [new Visitor(app), "in the page"],
        [old, "linked"],
      ] as const) {
        const answer = await visitor.get(page);
        expect(deliveryIn(answer)).toBe(delivery);
        expect(answer.headers.get("cache-control")).toMatch(/^public/);
        expect(answer.headers.get("vary")).toContain("Cookie");
        expect(answer.headers.getSetCookie()).toEqual([]);
        etags[delivery] = answer.headers.get("etag")!;
      }
    }
    expect((await old.get(page, { "If-None-Match": etags["in the page"]! })).status).toBe(200);
    expect((await old.get(page, { "If-None-Match": etags.linked! })).status).toBe(304);
  });

  it("is linked by a tool that runs in the browser, and has others beside it for what tools show", async () => {
    const trainer = await signedIn(app, await makeUser({ role: "trainer" }));
    const { body } = await trainer.get("/teach");
    expect(body.match(/<style>/g)).toHaveLength(5);
    await trainer.get(sheets.reading.href);
    const next = (await trainer.get("/teach")).body;
    expect(next).toContain(`<link rel="stylesheet" href="${sheets.reading.href}"/><style>`);
    expect(next).toContain(`media="print" href="${sheets.tools.href}"`);
  });

  it.each(["identity", "gzip", "br"])("comes whole to a guest who takes %s, from memory too", async (encoding) => {
    for (let round = 0; round < 2; round++) {
      const answer = await new Visitor(app).get("/roadmap/1.3", { "Accept-Encoding": encoding });
      expect(deliveryIn(answer)).toBe("in the page");
      expect(answer.body).toMatch(/<\/html>$/);
    }
  });
});
