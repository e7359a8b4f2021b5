import type { ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";
import { createSections } from "#server/http/sections.ts";

const paths = {
  ...{ home: undefined, forum: "forum", space: "forum/:code", topic: "topics/:id/:slug?", admin: "admin" },
  ...{ anybody: ":name", nothing: "*" },
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
