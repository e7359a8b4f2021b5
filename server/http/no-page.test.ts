import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp(() => seedRoadmap(db()).then(() => {}));

const browser = { Accept: "text/html,application/xhtml+xml", "Sec-Fetch-Dest": "document" };

/** Addresses that have a loader and no page, with a number that nothing has in each variable part. */
async function pathsWithoutPage(): Promise<string[]> {
  const { routes } = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as ServerBuild;
  return Object.values(routes)
    .filter((route) => route && route.path && route.module.loader && !route.module.default)
    .map((route) => `/${route!.path!.replaceAll(/:\w+\??/g, "99999").replaceAll("*", "99999")}`);
}

it("leads on with all that was asked, the language for instance", async () => {
  const member = await signedIn(app, await makeUser());
  const led: string[] = [];
  for (const address of await pathsWithoutPage()) {
    const { location } = await member.get(`${address}?lang=fr`, browser);
    if (location === null) continue;
    led.push(address);
    expect.soft(location, address).toContain("lang=fr");
  }
  expect(led).toContain("/me/settings");
  expect(led.length).toBeGreaterThan(5);
});

describe("what is refused at an address without a page", () => {
  it("is a page for a browser that goes there, and JSON for a program", async () => {
    const visitors = [new Visitor(app), await signedIn(app, await makeUser())];
    const refused: string[] = [];
    for (const address of await pathsWithoutPage()) {
      for (const visitor of visitors) {
        const { status, headers, body } = await visitor.get(address, browser);
        if (status < 400) continue;
        refused.push(address);
        expect.soft([address, headers.get("content-type")]).toEqual([address, "text/html; charset=utf-8"]);
        expect.soft(body, address).toMatch(/^<!DOCTYPE html><html lang="en"/);
        // A heading in words, never the name of a text.
        expect.soft(/<h1>([^<]*)/.exec(body)?.[1], address).not.toMatch(/^[\w.]+$/);
        const program = await visitor.get(address, { Accept: "*/*" });
        expect.soft([address, program.status], body).toEqual([address, status]);
        expect.soft(program.headers.get("content-type"), address).toMatch(/^application\/json/);
      }
    }
    expect(refused.length).toBeGreaterThan(15);
  });

  it.each(["/topics/99999", "/topics/x", "/me/notifications/99999"])(
    "is the error page with its ways on at %s",
    async (address) => {
      const member = await signedIn(app, await makeUser());
      const { status, body } = await member.get(address, browser);
      expect(status).toBe(404);
      expect(body).toMatch(/<a class="button[^"]*" href="\/roadmap"/);
      expect(body).toContain("<title>We cannot find this page · Crossroads</title>");
    },
  );

  it("is said in a page when a plain form was sent there, in the reader's language", async () => {
    const member = await signedIn(app, await makeUser({ language: "fr" }));
    const { status, headers, body } = await member.post("/topics/99999/follow", { level: "follow" }, browser);
    expect(status).toBe(404);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(body).toContain('<html lang="fr"');
  });
});
