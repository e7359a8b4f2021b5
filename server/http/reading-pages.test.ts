import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { savedFormCookie } from "#app/http/cookies.ts";
import { remixVersions } from "#app/http/remix-internals.server.ts";
import { saveForm } from "#app/modules/accounts/save-form.server.ts";
import { createApp } from "#server/http/app.ts";
import { pretendUnknown } from "#test/helpers/library-versions.ts";
import { pageTypes } from "#test/helpers/page-types.ts";
import { type Answer, signedIn, Visitor } from "#test/helpers/visitor.ts";
import { courseSlug, makeWorld, type World } from "#test/helpers/world.ts";
import { type RunningApp, useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

// The same site twice: by the short way, and by the framework alone.
useDatabase();
let world: World;
const site = useApp(async () => {
  world = await makeWorld();
});
const servers: Server[] = [];
const short: RunningApp = { url: "" };
const framework: RunningApp = { url: "" };
/** Addresses of pages that the framework has rendered on the site with the short way. */
const rendered: string[] = [];

beforeAll(async () => {
  const file = pathToFileURL(path.resolve("build/server/index.js")).href;
  const build = (await import(/* @vite-ignore */ file)) as ServerBuild;
  const handleRequest = build.entry.module.default;
  const noting: typeof handleRequest = (request, ...rest) => {
    rendered.push(new URL(request.url).pathname);
    return handleRequest(request, ...rest);
  };
  const routes = { ...build.routes, [broken]: brokenRoute(build.routes[broken]!) };
  short.url = await listen({ ...build, routes, entry: { module: { ...build.entry.module, default: noting } } });
  const know = pretendUnknown(remixVersions);
  framework.url = await listen({ ...build, routes });
  know();
});
afterAll(() => servers.forEach((server) => server.close()));

/** A page whose component fails. */
const broken = "routes/accounts/confirm";

function brokenRoute(route: ServerBuild["routes"][string]): ServerBuild["routes"][string] {
  const fail = () => {
    throw new Error("a component that fails");
  };
  return { ...route, module: { ...route.module, default: fail } };
}

async function listen(build: ServerBuild): Promise<string> {
  const server = createServer(createApp({ build }));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Viewer = (typeof pageTypes)[number]["as"];

/** The same browser on both sites. */
async function visitorsOf(as: Viewer): Promise<Visitor[]> {
  const both = [new Visitor(short), new Visitor(framework)];
  if (as === "guest") return both;
  const people = { member: world.member, trainer: world.trainer, administrator: world.administrator };
  const { cookies } = await signedIn(site, people[as]);
  for (const visitor of both) for (const cookie of cookies) visitor.cookies.set(...cookie);
  return both;
}

type Asked = {
  as: Viewer;
  address: string;
  method?: string;
  headers?: Record<string, string>;
  cookie?: [string, string];
};

/** What both ways answer, without what is new in every answer of the same page. */
async function answersTo({ as, address, method = "GET", headers = {}, cookie }: Asked) {
  const both = [];
  rendered.length = 0;
  for (const visitor of await visitorsOf(as)) {
    if (cookie) visitor.cookies.set(...cookie);
    both.push(bare(await visitor.send(method, address, { headers })));
  }
  return { ours: both[0]!, theirs: both[1]! };
}

function bare({ status, headers, whole }: Answer) {
  const old = (text: string) =>
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "id")
      .replaceAll(/data-now="\d+"/g, "now")
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "moment");
  const kept = [...headers].filter(([name]) => !isNew.test(name)).map(([name, value]) => [name, old(value)]);
  return { status, headers: Object.fromEntries(kept), body: old(whole) };
}

const isNew = /^(date|x-request-id|etag|content-length|keep-alive|connection)$/;
// Every second one in Arabic: what both ways share need not be tried twice.
const inLanguages = pageTypes.map((type, at) => ({ ...type, language: ["en", "ar"][at % 2]! }));

describe.each(inLanguages)("$name, seen by a $as ($language)", ({ path: pathOf, as, status = 200, language }) => {
  it("is the framework's own, byte by byte", async () => {
    const asked = { as, address: pathOf(world), headers: { "Accept-Language": language } };
    const { ours, theirs } = await answersTo(asked);
    expect(ours).toEqual(theirs);
    expect(ours.status).toBe(status);
    // Otherwise nothing would have been compared.
    expect(rendered.length > 0).toBe(status !== 200);
  });
});

describe("what is not a page of plain data is the framework's", () => {
  const topic = () => world.topic;
  it.each<[string, Omit<Asked, "address">, () => string]>([
    ["no address", { as: "member" }, () => "/nowhere/at/all"],
    ["nothing there", { as: "member" }, () => "/topics/999999/none"],
    ["not allowed", { as: "member" }, () => "/admin/people"],
    ["signing in first", { as: "guest" }, () => "/me?tab=a%20b&c=d+e"],
    ["an old slug", { as: "guest" }, () => topic().replace(/[^/]+$/, "older?after=3")],
    ["HEAD", { as: "member", method: "HEAD" }, topic],
    ["a method nobody knows", { as: "member", method: "PUT" }, topic],
    ["a parameter of the framework", { as: "member" }, () => `${topic()}?index&after=2`],
    ["data of the framework", { as: "guest" }, () => "/roadmap.data"],
    ["the framework's manifest", { as: "guest" }, () => "/__manifest?version=1&p=%2Fforum"],
    ["a file", { as: "guest" }, () => "/faces/none/1"],
  ])("%s", async (_, asked, address) => {
    const { ours, theirs } = await answersTo({ ...asked, address: address() });
    expect(ours).toEqual(theirs);
  });

  it("a component that fails", async () => {
    const { ours, theirs } = await answersTo({ as: "guest", address: "/confirm" });
    expect(ours).toEqual(theirs);
    expect(ours.status).toBe(500);
  });

  it("a form that is refused", async () => {
    const both = [];
    for (const member of await visitorsOf("member"))
      both.push(bare(await member.post("/forum/1.1/new", { title: "" }, { Origin: site.url })));
    expect(both[0]).toEqual(both[1]);
    expect(both[0]!.status).toBe(400);
  });
});

describe("what a browser brings along counts as with the framework", () => {
  it.each(["?after=3", "?at=2&x=%C3%A9%20+", "?", "?quote=1#compose"])("a query %s", async (query) => {
    const { ours, theirs } = await answersTo({ as: "member", address: world.topic + query });
    expect(ours).toEqual(theirs);
    expect(rendered).toEqual([]);
  });

  it("a form kept while signing in, and a notice", async () => {
    const address = "/forum/1.1/new";
    const secret = await saveForm(address, { title: ["What I had typed"] });
    const { ours, theirs } = await answersTo({ as: "member", address, cookie: [savedFormCookie, secret] });
    expect(ours).toEqual(theirs);
    expect(ours.body).toContain("What I had typed");
    const noticed = await answersTo({ as: "member", address: "/me", cookie: ["flash", "accounts.flash.signed_in"] });
    expect(noticed.ours).toEqual(noticed.theirs);
  });

  it("a page that it holds already", async () => {
    const both = await visitorsOf("member");
    for (const visitor of both) await visitor.get(`/courses/${courseSlug}`);
    for (const visitor of both) {
      // The second page links its stylesheets.
      const tag = (await visitor.get(`/courses/${courseSlug}`)).headers.get("etag")!;
      const again = await visitor.get(`/courses/${courseSlug}`, { "If-None-Match": tag });
      expect([again.status, again.whole, again.headers.get("etag")]).toEqual([304, "", tag]);
    }
  });
});
