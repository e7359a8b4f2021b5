import { describe, expect, it } from "vitest";
import { boxParts } from "./markdown-blocks/boxes.ts";
import { excerpt, markdownToText, renderMarkdown } from "./markdown.ts";

const boxes = { example: "Example", exercise: "Exercise", country: "In your country" };
const render = (source: string) => renderMarkdown(source, { headingOffset: 1, boxes });

describe("the boxes of a lesson", () => {
  it("hold Markdown, say what they are, and carry the direction of their words", () => {
    expect(render("Before\n:::example A *title*\nOne **two**\n\n- three\n:::\nAfter")).toBe(
      '<p dir="auto">Before</p>\n' +
        '<div class="box box-example" dir="ltr">\n' +
        '<p class="box-title" dir="auto"><strong>Example</strong> A *title*</p>\n' +
        '<p dir="auto">One <strong>two</strong></p>\n<ul dir="ltr">\n<li dir="ltr">three</li>\n</ul>\n</div>\n' +
        '<p dir="auto">After</p>\n',
    );
    expect(render(":::تمرين\nاكتبوا السؤال\n:::")).toContain('<div class="box box-exercise" dir="rtl">');
    expect(render("::: pays\nEt chez vous ?\n::::")).toContain('<div class="box box-country"');
  });

  it("stand in each other, and know the links of the whole text", () => {
    const html = render(":::exercise\n[a]\n:::example\nInner\n:::\nOuter\n:::\n\n[a]: https://a.example");
    expect(html.match(/<div class="box/g)).toHaveLength(2);
    expect(html).toMatch(
      /box-exercise[\s\S]*https:\/\/a\.example[\s\S]*box-example[\s\S]*Inner[\s\S]*<\/div>\n<p dir="auto">Outer/,
    );
    expect(html.match(/<div/g)).toHaveLength(html.match(/<\/div>/g)!.length);
  });

  it("end with the text when nobody closes them, and no deeper than three", () => {
    const html = render(":::example\n".repeat(5) + "Deep");
    expect(html.match(/<div class="box/g)).toHaveLength(3);
    expect(html).toContain(":::example");
    expect(html.match(/<\/div>/g)).toHaveLength(3);
  });

  it("are nothing but text in code, behind an indent, by another name, and where nobody asked for them", () => {
    for (const source of ["```\n:::example\n:::\n```", "    :::example", "- :::example", ":::warning\nx\n:::", ":::"]) {
      expect(render(source)).not.toContain("box");
      expect(render(source)).toContain(":::");
    }
    expect(renderMarkdown(":::example\nx\n:::")).toContain(":::example");
    expect(render("~~~\n```\n:::example\n~~~\n:::example\nx")).toMatch(/<\/pre>\s*<div class="box/);
  });

  it("let nothing out of them that the rest of a text may not hold", () => {
    const html = render(':::example <img src=x onerror=alert(1)> "&\n<script>alert(1)</script>\n:::');
    expect(html).not.toMatch(/<(?:script|img)/);
    expect(html).toContain("&lt;script&gt;");
  });

  it("are their words in a mail and in an excerpt", () => {
    const source = "Before\n\n:::example From Senegal\nWords *here*\n:::\n\nAfter";
    expect(markdownToText(source)).toBe("Before\n\nFrom Senegal\n\nWords here\n\nAfter");
    expect(excerpt(source, 100)).toBe("Before From Senegal Words here After");
  });

  it("joined are the source", () => {
    const source = "a\n:::example t\nb\n:::exercise\nc\n:::\n:::\nd\n";
    const join = (parts: ReturnType<typeof boxParts>): string =>
      parts.map((part) => ("text" in part ? part.text : part.raw)).join("");
    expect(join(boxParts(source))).toBe(source);
  });
});

describe("a figure", () => {
  const filesAt = "/courses/a/files/";
  const figure = (source: string) => renderMarkdown(source, { filesAt });

  it("is a picture alone in its paragraph with the words below it", () => {
    expect(figure('![A road](files/road.webp "Five *steps*, one road")')).toBe(
      '<figure><img src="/courses/a/files/road.webp" alt="A road" loading="lazy" />' +
        '<figcaption dir="auto">Five *steps*, one road</figcaption></figure>\n',
    );
  });

  it("is nothing else: without words, in a line, or from elsewhere", () => {
    for (const source of [
      "![a](files/a.png)",
      'See ![a](files/a.png "b")',
      '![a](https://b.example/files/a.png "b")',
    ]) {
      expect(figure(source)).not.toContain("<figure");
    }
  });
});
