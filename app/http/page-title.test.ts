import { expect, it } from "vitest";
import { pageTitle, siteNameOf, titled } from "#app/http/page-title.ts";

const root = (name: string) => [{ id: "root", data: { site: { name } } }];

it("stands before the name of the site", () => {
  expect(pageTitle({ data: { title: "Forum" }, matches: root("Passerelle") })).toEqual([
    { title: "Forum · Passerelle" },
  ]);
  expect(titled("A lesson · A course", root("Passerelle"))).toBe("A lesson · A course · Passerelle");
});

it("is the name alone where a page has none, and the product's where the root has failed", () => {
  expect(pageTitle({ matches: root("Passerelle") })).toEqual([{ title: "Passerelle" }]);
  expect(titled("Forum", [])).toBe("Forum · Crossroads");
  expect([siteNameOf(undefined), siteNameOf(null)]).toEqual(["Crossroads", "Crossroads"]);
});
