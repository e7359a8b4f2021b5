import { expect, it } from "vitest";
import { htmlFaults } from "#test/helpers/html-faults.ts";

const page = (body: string) =>
  `<!DOCTYPE html><html lang="en"><head><title>Words</title></head><body>${body}</body></html>`;

it("finds nothing in a page as it should be", () => {
  const select = '<select required name="a" aria-label="A"><option value="">–</option><option>B</option></select>';
  expect(htmlFaults(page(`<h1>One</h1><h2>Two</h2><time datetime="2026-11-29">today</time>${select}`))).toEqual([]);
});

it.each([
  ["a paragraph that a list ends", "<p class=lede>Words<ul><li>Fact</li></ul></p>", "no-implicit-close"],
  ["a form in a span", '<span><form action="/a"></form></span>', "element-permitted-content"],
  ["a level left out", "<h1>One</h1><h3>Three</h3>", "heading-level"],
  ["a time of nothing", "<time></time>", "empty time"],
  ["a required choice that is always made", "<select required><option>A</option></select>", "required select"],
])("finds %s", (_, body, rule) => {
  expect(htmlFaults(page(body)).join("\n")).toContain(rule);
});
