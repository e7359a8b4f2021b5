import { expect, it } from "vitest";
import { currentMark, placeOf, sections } from "./sections.ts";

const paths = [
  "/",
  "/?lang=fr",
  "/roadmap",
  "/roadmap?a=b",
  "/roadmap/1.1",
  "/forum",
  "/forum?tab=unread",
  "/forum/1.1/new",
];
const others = [
  "/topics/5/slug?after=3",
  "/courses",
  "/courses/one/two",
  "/webinars/1",
  "/me",
  "/about?x",
  "/coursesque",
  "/topics",
];

it.each([...paths, ...others])("a place has the marks of its path: %s", (path) => {
  for (const section of [{ href: "/" }, ...sections])
    expect(currentMark(placeOf(path), section)).toBe(currentMark(path, section));
  expect(placeOf(path) === "/").toBe(path === "/");
});

it("all pages below a section are one place", () => {
  expect(placeOf("/forum/1.1")).toBe(placeOf("/topics/7/slug?after=2"));
  expect(placeOf("/me")).toBe(placeOf("/about"));
});
