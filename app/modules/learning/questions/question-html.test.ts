import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { blockHtml, inlineHtml, plainWords } from "./question-html.ts";
import type { TextFormat } from "./questions.ts";

const course = "digital-law";
const block = (text: string, format: TextFormat = "html") => blockHtml(text, format, course);

describe("blockHtml", () => {
  it("shows HTML as HTML: words, lists, tables, marks, formulas", () => {
    const html = "<p>H<sub>2</sub>O is <b>not</b> <i>x<sup>2</sup></i></p><ul><li>a</li></ul>";
    expect(block(html)).toBe("<p>H<sub>2</sub>O is <strong>not</strong> <em>x<sup>2</sup></em></p><ul><li>a</li></ul>");
    expect(block("<h1>Title</h1><h2 class='x'>Next</h2>")).toBe("<h3>Title</h3><h3>Next</h3>");
  });

  it.each([
    ["<script>alert(1)</script>a", "a"],
    ["<style>body{display:none}</style>a", "a"],
    ["<p onclick=alert(1) style='position:fixed' class=x id=y>a</p>", "<p>a</p>"],
    ["<svg onload=alert(1)><script>alert(1)</script></svg>a", "a"],
    ["<iframe src=https://evil.example></iframe>a", "a"],
    ["<form action=https://evil.example><input name=q1><button>Go</button></form>a", "Goa"],
    ["<a href='javascript:alert(1)'>a</a>", "a"],
    ["<a href='data:text/html,x'>a</a>", "a"],
    ["<base href=https://evil.example><meta http-equiv=refresh content='0;url=//evil'>a", "a"],
    [
      "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>",
      "<math><mtext><table></table></mtext></math>",
    ],
    ["<order-list data-hint=x>a</order-list>", "a"],
  ])("takes everything hostile out of %j", (html, safe) => expect(block(html)).toBe(safe));

  it("shows the course's own images, lazily, and no other ones", () => {
    const own = '<img src="/courses/digital-law/files/a%20map.png" alt="Map" loading="lazy" />';
    expect(block("<img alt='Map' src='files/a map.png' onerror=alert(1) srcset='//evil 2x' style='x'>")).toBe(own);
    expect(block("<img alt='Map' src='files/a%20map.png'>")).toBe(own);
    expect(block("<img src='/courses/digital-law/files/x.png'>")).toContain("/files/x.png");
    expect(block("![Map](files/map.png)", "markdown")).toBe(
      '<p dir="auto"><img src="/courses/digital-law/files/map.png" alt="Map" loading="lazy" /></p>\n',
    );
    for (const src of [
      "https://evil.example/x.png",
      "//evil.example/x.png",
      "data:image/png;base64,AAAA",
      "/logout",
      "/courses/other/files/x.png",
      "/courses/digital-law/files/../../../logout",
      "/courses/digital-law/files/%2e%2e/x",
      "/courses/digital-law/files/..%2fx",
      "/courses/digital-law/files/x.png?then=1",
      "/courses/digital-law/files/",
      "files/../x.png",
      "files/..",
      "files/%2e%2e",
      "files/a/b.png",
      "files/a%2fb.png",
      "files/%zz",
      "files/",
      "x.png",
    ]) {
      expect(block(`<img src="${src}">`), src).toBe("");
      expect(block(`![x](${src})`, "markdown"), src).not.toContain("<img");
    }
    expect(blockHtml("<img src='files/x.png'>", "html")).toBe("");
  });

  it("leads to the course's files from links as well", () => {
    expect(block("<a href='files/law.pdf'>Law</a>")).toBe('<a href="/courses/digital-law/files/law.pdf">Law</a>');
    expect(block("[Law](files/law.pdf)", "markdown")).toContain('href="/courses/digital-law/files/law.pdf"');
  });

  it("shows plain text as it is typed", () => {
    expect(block('a < b & "c"\nd\n\n<b>e</b>', "plain")).toBe(
      '<p dir="auto">a &lt; b &amp; &quot;c&quot;<br>d</p>\n<p dir="auto">&lt;b&gt;e&lt;/b&gt;</p>',
    );
  });

  it("never lets a script, a style or another site's image through", () => {
    const piece = fc.constantFrom(
      ..."<>\"'/= x".split(""),
      ...[
        "<img src=",
        "files/",
        "//evil.example/",
        "<script",
        "<p ",
        "onerror=",
        "style=",
        "</",
        "-->",
        "<!--",
        "<svg",
        "&#x3c;",
      ],
    );
    const html = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(html, fc.constantFrom<TextFormat>("html", "markdown", "plain"), (text, format) => {
        const safe = block(text, format);
        for (const [tag] of safe.matchAll(/<[^>]*>/g)) {
          expect(tag).not.toMatch(/<\/?(script|svg|style|iframe)|\s(on\w+|style|srcset)=/i);
          if (tag.startsWith("<img")) expect(tag).toContain('src="/courses/digital-law/files/');
        }
      }),
    );
  });
});

describe("inlineHtml and plainWords", () => {
  it("stand inside a label, and inside a list to choose from", () => {
    expect(inlineHtml("<p>one <b>word</b></p>", "html")).toBe("one <strong>word</strong>");
    expect(inlineHtml("*one*", "markdown")).toBe("<em>one</em>");
    expect(inlineHtml("a\n<b>", "plain")).toBe("a<br>&lt;b&gt;");
    expect(plainWords("<p>A &amp; <b>B</b></p>", "html")).toBe("A & B");
    expect(plainWords("*a* [b](https://b.example)\n\nc", "markdown")).toContain("a b");
    expect(plainWords("<img src='files/x.png' alt='A map'>", "html")).toBe("A map");
    expect(plainWords("a < b", "plain")).toBe("a < b");
  });
});
