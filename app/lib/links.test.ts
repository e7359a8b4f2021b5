import { describe, expect, it } from "vitest";
import texts from "#test/fixtures/text/links.json" with { type: "json" };
import { quietestTime } from "#test/helpers/processor-time.ts";
import { findLinks } from "./links.ts";
import { markdownToText, renderMarkdown } from "./markdown.ts";

const addressesOf = (text: string) => findLinks(text).map(({ start, end }) => text.slice(start, end));

describe("bare addresses", () => {
  it.each(texts)("are found in $text", ({ text, links }) => {
    expect(addressesOf(text)).toEqual(links);
  });

  it.each(texts)("are the same in Markdown: $text", ({ text, links }) => {
    const shown = [...renderMarkdown(text).matchAll(/<a href="[^"]*"[^>]*>([^<]*)<\/a>/g)];
    expect(shown.map(([, words]) => words!.replaceAll("&amp;", "&"))).toEqual(links);
    if (!text.includes("**")) expect(markdownToText(text)).toBe(text);
  });

  it("lead where they say", () => {
    expect(findLinks("www.example.org、 a@b.example").map(({ href }) => href)).toEqual([
      "http://www.example.org",
      "mailto:a@b.example",
    ]);
    expect(renderMarkdown("www.example.org、次")).toContain(
      'href="http://www.example.org" rel="ugc nofollow noopener"',
    );
    expect(renderMarkdown("https://example.org/a&gt;.")).toContain('href="https://example.org/a"');
  });

  it("are read from the left in a text that runs leftwards", () => {
    const link = '<a href="https://ar.wikipedia.org/wiki/%D8%AB" rel="ugc nofollow noopener" dir="ltr">';
    expect(renderMarkdown("انظر https://ar.wikipedia.org/wiki/ث هنا")).toContain(link);
    expect(renderMarkdown("انظر [هنا](https://ar.wikipedia.org)")).not.toContain('dir="ltr"');
    expect(renderMarkdown("See https://ar.wikipedia.org")).not.toContain('dir="ltr"');
  });

  it.each(["https://a", "www.", "https://a.b/(", "https://a.b/.", "a@", "a@b.", "http://a/&a;", "https://a/’"])(
    "of a long text are found in time that grows as the text does: %j",
    (unit) => {
      const time = (length: number) => quietestTime(() => findLinks(unit.repeat(length / unit.length)));
      time(100_000);
      expect(time(400_000)).toBeLessThan(3 * time(200_000) + 50);
    },
  );
});
