import { describe, expect, it } from "vitest";
import { quietestTime } from "#test/helpers/processor-time.ts";
import { setFormulas } from "./formulas.ts";
import { excerpt, markdownToText, renderMarkdown } from "./markdown.ts";
import { sanitize } from "./safe-html.ts";

const square = "<math><msup><mi>x</mi><mn>2</mn></msup></math>";
const block = square.replace("<math>", '<math display="block">');
const inHtml = (html: string) => setFormulas(sanitize(html), sanitize);

describe("formulas in Markdown", () => {
  it.each([
    ["in a line", "So \\(x^2\\) it is", `<p dir="auto">So ${square} it is</p>\n`],
    ["where the backslash is escaped, as in Moodle", "So \\\\(x^2\\\\)", `<p dir="auto">So ${square}</p>\n`],
    ["dollars in a line", "So $$x^2$$ it is", `<p dir="auto">So ${block} it is</p>\n`],
    ["brackets in a line", "So \\[x^2\\]", `<p dir="auto">So ${block}</p>\n`],
    ["on lines of their own", "a\n\n$$\nx^2\n$$\n\nb", `<p dir="auto">a</p>\n${block}<p dir="auto">b</p>\n`],
    ["brackets on lines of their own", "\\[x^2\\]", block],
    ["between marks", "*a* \\(x^2\\) **b**", `<p dir="auto"><em>a</em> ${square} <strong>b</strong></p>\n`],
    ["in a list", "- \\(x^2\\)", `<ul dir="ltr">\n<li dir="ltr">${square}</li>\n</ul>\n`],
  ])("%s", (_what, source, html) => {
    expect(renderMarkdown(source)).toBe(html);
  });

  it("keep their own signs: no emphasis, no list, no heading", () => {
    expect(renderMarkdown("\\(a_1 * b_2 * c_3\\)")).not.toMatch(/<em>|<strong>/);
    expect(renderMarkdown("$$\na\n- b\n=\n$$")).not.toMatch(/<ul|<h\d/);
  });

  it.each([
    ["in code", "`\\(x^2\\)`", '<p dir="auto"><code>\\(x^2\\)</code></p>\n'],
    ["a mistake", "\\(\\frac{1\\)", '<p dir="auto">\\(\\frac{1\\)</p>\n'],
    ["a macro of its own", "\\(\\def\\a{\\a}\\a\\)", '<p dir="auto">\\(\\def\\a{\\a}\\a\\)</p>\n'],
    ["a link in it", "\\(\\href{javascript:x}{y}\\)", '<p dir="auto">\\(\\href{javascript:x}{y}\\)</p>\n'],
    ["no end", "\\(x and $$y", '<p dir="auto">(x and $$y</p>\n'],
    ["escaped brackets", "see \\[1\\] and \\[sic\\]", '<p dir="auto">see [1] and [sic]</p>\n'],
    ["one dollar", "$5 and $6", '<p dir="auto">$5 and $6</p>\n'],
  ])("is text where there is no formula: %s", (_what, source, html) => {
    expect(renderMarkdown(source)).toBe(html);
  });

  it("are words as typed in mails and excerpts", () => {
    expect(markdownToText("So \\(x^2 < 3\\) it is")).toBe("So \\(x^2 < 3\\) it is");
    expect(excerpt("So $$x^2$$ it is", 50)).toBe("So $$x^2$$ it is");
  });
});

describe("formulas in HTML", () => {
  it("are set in words, and not in code, in attributes or in what is no formula", () => {
    expect(inHtml("<p>So \\(x^2\\)</p>")).toBe(`<p>So ${square}</p>`);
    expect(inHtml("$$x^2$$")).toBe(block);
    expect(inHtml("\\(x &lt; 2\\)")).toBe("<math><mrow><mi>x</mi><mo>&lt;</mo><mn>2</mn></mrow></math>");
    for (const html of [
      "<code>\\(x^2\\)</code>",
      '<a href="/x?\\(x^2\\)" title="\\(x\\)">a</a>',
      "\\(\\frac\\)",
      "$5",
    ]) {
      expect(inHtml(html)).toBe(sanitize(html));
    }
  });

  it("are kept when they are MathML already, without what only programs read", () => {
    const semantics = `<math><semantics><mi>x</mi><annotation encoding="application/json">{"a":1}</annotation></semantics></math>`;
    expect(sanitize(semantics)).toBe("<math><semantics><mi>x</mi></semantics></math>");
    expect(sanitize('<math href="javascript:x"><mi style="color:red" onclick="x()">x</mi></math>')).toBe(
      "<math><mi>x</mi></math>",
    );
    expect(sanitize("<math><annotation-xml><script>alert(1)</script></annotation-xml></math>")).toBe("<math></math>");
    expect(sanitize("<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>")).toBe(
      "<math><mtext></mtext></math>",
    );
  });
});

describe("whatever stands in a formula ends soon", () => {
  const units = ["\\(x\\)", "$$x$$", "\\(", "$$", "\\[", "$$$", "\\\\(", "\\(\\frac{a}{b}\\)"];
  const hard = [
    "x",
    "{",
    "\\sqrt{",
    "\\left(",
    "\\begin{matrix}",
    "^{",
    "\\text{",
    "\\\\",
    "'",
    "\\binom{a}{b}",
    "~",
    "&",
  ];
  const all = [...units.map((one) => [one, one]), ...hard.map((one) => [one, `\\(${one.repeat(900 / one.length)}\\)`])];
  it.each(all)("%s", (_name, unit) => {
    const work = (length: number) => {
      const source = `${unit} `.repeat(length / (unit!.length + 1));
      const lines = source.replace(/(.{1,5000}) /g, "$1\n\n");
      return quietestTime(() => [renderMarkdown(lines), inHtml(source)]);
    };
    work(4000);
    const [one, two] = [work(30_000), work(60_000)];
    expect(two).toBeLessThan(4 * one + 100);
  });

  it("beyond what one text may hold they stay text", () => {
    const html = inHtml("\\(x\\) ".repeat(2000));
    expect(html.match(/<math>/g)).toHaveLength(1000);
    expect(html.match(/\\\(x\\\)/g)).toHaveLength(1000);
  });
});
