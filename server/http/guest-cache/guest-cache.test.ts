import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import express from "express";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { guestCache } from "./guest-cache.ts";
import { keepPages } from "./kept-pages.ts";
import { touchedBy } from "./touched-pages.ts";

let server: Server;
let cache: ReturnType<typeof guestCache>;
/** How often each page was made. */
let made: Record<string, number>;
/** What the pages say; they take a moment to be made after it was read. */
let word: string;

beforeEach(async () => {
  cache = guestCache();
  made = {};
  word = "first";
  const app = express();
  app.use((_, response, next) => {
    response.locals.context = { language: "en", heldSheets: [] };
    response.set("Cache-Control", "public");
    next();
  });
  app.use(cache.middleware);
  app.get("*", (request, response) => {
    const read = word;
    made[request.path] = (made[request.path] ?? 0) + 1;
    if (request.path === "/own") response.cookie("own", "1");
    if (request.path === "/missing") response.status(404);
    setTimeout(() => response.type("html").send(`<p>${read}</p>`), 50);
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => void server.close());

async function read(path: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}${path}`)).text();
}

/** Asks until the page comes from memory. */
async function keep(...paths: string[]): Promise<void> {
  for (const path of paths) await read(path);
  await expect
    .poll(async () => {
      const before = cache.answered().memory;
      for (const path of paths) await read(path);
      return cache.answered().memory - before;
    })
    .toBe(paths.length);
}

describe("a page", () => {
  test("is made once for all who ask at the same time", async () => {
    const bodies = await Promise.all(Array.from({ length: 20 }, () => read("/roadmap")));
    expect(new Set(bodies)).toEqual(new Set(["<p>first</p>"]));
    expect(made).toEqual({ "/roadmap": 1 });
    const { waited, memory } = cache.answered();
    expect(waited).toBeGreaterThan(0);
    expect(waited + memory).toBe(19);
  });

  test("that may not be shared is made for each, and nobody waits for another's in vain", async () => {
    const began = performance.now();
    await Promise.all(["/own", "/own", "/own", "/missing", "/missing"].map(read));
    expect(made).toEqual({ "/own": 3, "/missing": 2 });
    expect(performance.now() - began).toBeLessThan(800);
  });

  test("that was being made while something was written is not kept, and nobody who asks afterwards gets it", async () => {
    const before = read("/forum");
    await expect.poll(() => made["/forum"]).toBe(1);
    word = "second";
    cache.forget(touchedBy("/topics/1/reply"));
    expect(await read("/forum")).toBe("<p>second</p>");
    expect(await before).toBe("<p>first</p>");
    await keep("/forum");
    expect(await read("/forum")).toBe("<p>second</p>");
  });
});

describe("what is written", () => {
  const pages = ["/", "/forum/1.2", "/topics/1/one", "/topics/2/two", "/courses/mapping", "/courses/mapping/why"];

  test.each([
    ["/topics/1/reply", ["/", "/forum/1.2", "/topics/1/one"]],
    ["/replies/3f/edit", ["/", "/forum/1.2", "/topics/1/one", "/topics/2/two"]],
    ["/courses/mapping/enrol", ["/courses/mapping"]],
    ["/courses/mapping/why/attempt.json", []],
    ["/admin/site", pages],
    // Whatever is written in another way.
    ["/topics/%31/reply", pages],
    ["/Topics/1/reply", pages],
    ["/topics/1/reply/", pages],
  ])("at %s makes anew what it may have changed, and nothing else", async (address, touched) => {
    await keep(...pages);
    made = {};
    cache.forget(touchedBy(address));
    await Promise.all(pages.map(read));
    expect(Object.keys(made).sort()).toEqual([...touched].sort());
  });

  test("makes anew a page at an address that is written in another way", async () => {
    await keep("/topics/%31/one", "/FORUM");
    made = {};
    cache.forget(touchedBy("/topics/1/reply"));
    await Promise.all(["/topics/%31/one", "/FORUM"].map(read));
    expect(made).toEqual({ "/topics/%31/one": 1, "/FORUM": 1 });
  });
});

test("an hour-old copy goes when something may be gone from it, and stays when something came", async () => {
  const kept = keepPages();
  const page = { path: "/topics/1/one", bodies: { br: brotliCompressSync("<p>said</p>") } };
  kept.keep("one", page);
  kept.keep("course", { ...page, path: "/courses" });
  kept.forget(touchedBy("/topics/1/reply"));
  expect(await kept.find("one", "en")).toMatchObject({ html: "<p>said</p>" });
  kept.forget(touchedBy("/replies/3f/edit"));
  expect(await kept.find("one", "en")).toBeNull();
  expect(await kept.find("course", "en")).not.toBeNull();
  kept.forget(touchedBy("/admin/people/awa"));
  expect(await kept.find("course", "en")).toBeNull();
});
