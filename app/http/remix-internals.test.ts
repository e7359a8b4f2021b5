import type { EntryContext, ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";
import { createSections, remixVersions, withRoutesOfPage } from "#app/http/remix-internals.server.ts";
import { installedVersion } from "#app/infra/written-for.server.ts";
import { pretendUnknown } from "#test/helpers/library-versions.ts";

test.each(Object.entries(remixVersions))("%s is the version that its private parts were read in", (name, version) => {
  expect(installedVersion(name)).toBe(version);
});

const paths = {
  home: undefined,
  forum: "forum",
  space: "forum/:code",
  topic: "topics/:id/:slug?",
  admin: "admin",
  anybody: ":name",
  nothing: "*",
};
const own = Object.entries(paths).map(([id, path]) => [id, { id, parentId: "root", path, module: {} }]);
const inner = { id: "people", parentId: "admin", path: "people", module: {} };
const routes = Object.fromEntries([["root", { id: "root", path: "", module: {} }], ...own, ["people", inner]]);
const section = createSections({ routes } as ServerBuild, (part) => Object.keys(part.routes));

const everywhere = ["root", "home", "anybody", "nothing"];

test("an address gets the routes of its first part and those that fit anything", () => {
  expect(section("/forum/1.2").sort()).toEqual([...everywhere, "forum", "space"].sort());
  expect(section("/Forum").sort()).toEqual([...everywhere, "forum", "space"].sort());
  expect(section("/admin/people").sort()).toEqual([...everywhere, "admin", "people"].sort());
  expect(section("/").sort()).toEqual([...everywhere].sort());
});

test("an address that no route begins with, or that is written in another way, gets all routes", () => {
  for (const address of ["/elsewhere", "/%66orum", "/forum.data", "//forum"])
    expect(section(address)).toEqual(Object.keys(routes));
});

const entry = {
  manifest: { version: "1", routes: { root: {}, forum: {}, admin: {} } },
  routeModules: { root: {}, forum: {} },
  staticHandlerContext: { matches: [{ route: { id: "root" } }] },
} as unknown as EntryContext;
const namesOf = ({ manifest }: EntryContext) => Object.keys(manifest.routes);

test("a page is rendered with its own routes", () => {
  expect(namesOf(withRoutesOfPage(entry))).toEqual(["root"]);
  expect(withRoutesOfPage(entry).manifest.version).toBe("1");
});

test("with an unknown version every address and every page gets all routes", () => {
  const know = pretendUnknown(remixVersions);
  try {
    const plain = createSections({ routes } as ServerBuild, (part) => part.routes);
    for (const address of ["/forum/1.2", "/", "/elsewhere"]) expect(plain(address)).toBe(routes);
    expect(withRoutesOfPage(entry)).toBe(entry);
  } finally {
    know();
  }
});
