import { processorTime } from "#test/helpers/processor-time.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { mathAttributes } from "./mathml.ts";
import { excerpt, markdownToText, renderMarkdown } from "./markdown.ts";
import { allowedTags, isOwnImage, linkTarget, sanitize } from "./safe-html.ts";

const origin = "https://crossroads.example";
const render = (source: string) => renderMarkdown(source, { headingOffset: 2, internalOrigin: origin });

/** Every `<` of the output must begin one of these; a raw quote or bracket inside a value would not match. */
const tag = /<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)( \/)?>/g;
const attributes: Record<string, RegExp> = {
  dir: /^(auto|ltr|rtl)$/,
  href: /^(?!\s*(?:javascript|data|vbscript|file|ftp|blob))/i,
  src: /^(\/(?!\/)|https:\/\/crossroads\.example\/)/,
  rel: /^ugc nofollow noopener$/,
  loading: /^lazy$/,
  class: /^(language-[a-zA-Z0-9+#_.-]+|table-scroll|tml-[a-z]+|box box-[a-z]+|box-title)$/,
  ...Object.fromEntries(mathAttributes.mi!.map((name) => [String(name), /^[^:]*$/])),
  display: /^block$/,
  align: /^(left|right|center)$/,
  start: /^\d+$/,
  alt: /[^]*/,
  title: /[^]*/,
};

function expectSafe(html: string) {
  expect(html.replace(tag, "")).not.toContain("<");
  for (const [, , name = "", list = ""] of html.matchAll(tag)) {
    expect(allowedTags).toContain(name);
    for (const [, key = "", value = ""] of list.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      expect(Object.keys(attributes)).toContain(key);
      expect(value).toMatch(attributes[key] as RegExp);
    }
  }
}

describe("renderMarkdown", () => {
  it("renders CommonMark, tables, strikethrough and bare links", () => {
    expect(render("# Title\n\n*a* **b** ~~c~~ `d`")).toBe(
      '<h3 dir="auto">Title</h3>\n<p dir="auto"><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>\n',
    );
    expect(render("| a | b |\n|:--|--:|\n| 1 | 2 |")).toContain('<td align="right">2</td>');
    expect(render("see https://unesco.org/x_y_z.")).toContain(
      '<a href="https://unesco.org/x_y_z" rel="ugc nofollow noopener">',
    );
    expect(render("write to culture@example.org")).toContain('<a href="mailto:culture@example.org"');
    expect(render("```js\n<b>&\n```")).toContain(
      '<pre dir="ltr"><code class="language-js">&lt;b&gt;&amp;\n</code></pre>',
    );
    expect(render("3. a\n4. b")).toContain('<ol dir="ltr" start="3">');
    expect(render("- [ ] open\n- [x] done")).toContain("[x] done");
  });

  it("begins headings where the page says, without gaps, and stops at h6", () => {
    const levels = (html: string) => [...html.matchAll(/<h(\d)/g)].map((match) => Number(match[1]));
    expect(levels(render("###### deep"))).toEqual([3]);
    expect(levels(render("# a\n\n#### b\n\n# c\n\n> ## quoted"))).toEqual([3, 5, 3, 4]);
    expect(levels(render("# a\n## b\n### c\n#### d\n##### e"))).toEqual([3, 4, 5, 6, 6]);
    expect(renderMarkdown("## top")).toContain("<h1");
  });

  it("gives each block a direction, and blocks that hold blocks the direction of their words", () => {
    expect(render("> مرحبا\n\n- नमस्ते")).toContain('<blockquote dir="rtl">\n<p dir="auto">مرحبا</p>');
    expect(render("1. مرحبا\n\n   ثانيا")).toContain('<ol dir="rtl">\n<li dir="rtl"><p dir="auto">مرحبا</p>');
    expect(render("|أ|\n|-|")).toContain('<table dir="auto">');
  });

  it("names the scrolling region of tables only when it has a name for it", () => {
    expect(renderMarkdown("|a|\n|-|", { tableLabel: 'Figures "2025" <x>' })).toContain(
      '<div class="table-scroll" tabindex="0" role="region" aria-label="Figures &quot;2025&quot; &lt;x&gt;"><table',
    );
    expect(renderMarkdown("|a|\n|-|")).not.toContain("<div");
  });

  it("trusts internal links only", () => {
    expect(render("[a](/learn)")).toContain('<a href="/learn">a</a>');
    expect(render(`[a](${origin}/x)`)).toContain(`<a href="${origin}/x">a</a>`);
    expect(render("[a](https://crossroads.example.evil.org)")).toContain("nofollow");
    expect(render("[a](//evil.org/x)")).toContain('<a href="https://evil.org/x" rel="ugc nofollow noopener">');
    expect(render("[a](https://bank.org@evil.org)")).toBe('<p dir="auto">a</p>\n');
    expect(linkTarget("/\\evil.org")).toBe("external");
    expect(linkTarget("http://[")).toBe("refused");
  });

  it.each(["https:evil.example", "HTTPS:evil.example", "https:/evil.example/", "https:///evil.example"])(
    "takes %j as the other site that it is, on every page that it stands on",
    (address) => {
      const link = '<a href="https://evil.example/" rel="ugc nofollow noopener">x</a>';
      expect(render(`[x](${address})`)).toBe(`<p dir="auto">${link}</p>\n`);
      expect(sanitize(`<a href="${address}">x</a>`, origin)).toBe(link);
      expect(render(`![x](${address})`)).not.toContain("<img");
      expect(linkTarget(address, origin)).toBe("external");
    },
  );

  it("refuses an address with a scheme and no site, and keeps a path that holds a colon", () => {
    expect(linkTarget("https:%5Cevil.example")).toBe("refused");
    expect(linkTarget("https:")).toBe("refused");
    expect(linkTarget("https:\\\\evil.example")).toBe("external");
    expect(linkTarget("/topics/1/a:b")).toBe("internal");
  });

  it("keeps single line breaks where the page asks for it, and joins lines elsewhere", () => {
    const poem = "one\ntwo *three*\nfour  \n- five\n  six\n\n> a\n> b";
    expect(renderMarkdown(poem, { breaks: true })).toBe(
      '<p dir="auto">one<br />two <em>three</em><br />four  </p>\n' +
        '<ul dir="ltr">\n<li dir="ltr">five<br />six</li>\n</ul>\n' +
        '<blockquote dir="ltr">\n<p dir="auto">a<br />b</p>\n</blockquote>\n',
    );
    expect(renderMarkdown("one\ntwo")).toBe('<p dir="auto">one\ntwo</p>\n');
    expect(renderMarkdown("see https://example.org/a\nwww.example.org\n", { breaks: true })).toContain("</a><br /><a");
  });

  it("shows own images and turns images from elsewhere into links", () => {
    expect(render('See ![A map](/files/map.png "Map")')).toContain(
      '<img src="/files/map.png" alt="A map" title="Map" loading="lazy" />',
    );
    expect(render(`![](${origin}/files/a.png)`)).toContain('alt=""');
    expect(render("![A *map*](https://evil.org/p.gif)")).toContain(
      '<a href="https://evil.org/p.gif" rel="ugc nofollow noopener">A map</a>',
    );
    expect(render("[![Logo](https://evil.org/p.gif)](/x)")).toContain('<a href="/x">Logo</a>');
    for (const src of ["//evil.org/a", "/\\evil.org", "/&#47;evil.org/a", "/\t/evil.org", "data:image/png;base64,AA"]) {
      expect(render(`![x](<${src}>)`)).not.toContain("<img");
      expect(sanitize(`<img src="${src}">`)).toBe("");
    }
    expect(isOwnImage("img/x.png")).toBe(false);
  });

  it.each([
    ["/courses/law/files/map.png", true],
    ["/courses/law/plan/submission/files/0197", true],
    [`${origin}/courses/law/files/map.png`, true],
    ["/about?lang=ar", false],
    ["/topics/7/read?number=9", false],
    ["/courses/law/first", false],
    ["/courses/law/files/map.png?lang=ar", false],
    ["/courses/law/files/../first", false],
    ["/courses/law/files/%2e%2e/first", false],
    ["/files/", false],
    ["/logout", false],
  ])("takes %s for a picture: %s", (src, isShown) => {
    expect(render(`![x](<${src}>)`).includes("<img")).toBe(isShown);
    expect(sanitize(`<img src="${src}">`, origin) !== "").toBe(isShown);
    if (!isShown) expect(render(`![A map](<${src}>)`)).toContain(`<a href="${src}">A map</a>`);
  });

  it("closes the link that follows a refused one", () => {
    expect(render("[a](javascript:x) [b](/b) c")).toBe('<p dir="auto">a <a href="/b">b</a> c</p>\n');
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x09;script:alert(1))",
    "[x](&#106;avascript&colon;alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](\u0001javascript:alert(1))",
    "[x]( vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '[x](/a"onmouseover="alert(1))',
    '[x](/a "t" onclick="alert(1)")',
    '![x" onerror="alert(1)](/a.png)',
    '```"><script>alert(1)</script>\ncode\n```',
    '<div style="position:fixed">over</div>',
    "<iframe src=//evil.org>",
    "<p><b><unclosed",
    "`<script>`",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "a\0b<scr\0ipt>",
    "\uD800 \u202Etxt.exe",
    "|<script>|\n|-|\n|<img onerror=x>|",
  ])("is safe with %j", (source) => {
    const html = render(source);
    expectSafe(html);
    expect(html).not.toMatch(/[\0\u202E\uD800]/);
    expect(html.replace(/&lt;[^]*?&gt;|"[^"]*"/g, "")).not.toMatch(/<(script|svg|iframe|style|math)/i);
  });

  it("shows raw HTML as the text that it is", () => {
    expect(render("<b>bold</b> & <!-- note -->")).toBe(
      '<p dir="auto">&lt;b&gt;bold&lt;/b&gt; &amp; &lt;!-- note --&gt;</p>\n',
    );
  });

  it("outputs only allowed tags and attributes, whatever comes in", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        ..."*_~`[]()!<>|-#\\\"'&:\n\t ".split(""),
        "javascript:",
        "](",
        "<a href=",
        "onerror=",
        "&#",
        "> ",
      ),
      fc.constantFrom("![x](", "<svg>", "<script>", "https://", "www.", "```", "|-|\n", "1. ", "&lt;", "--&gt;", "//"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => expectSafe(render(pieces.join("")))),
      { numRuns: 1000 },
    );
  });

  it.each([
    "[",
    "*",
    ">",
    "> ",
    "- ",
    "1. ",
    "_a ",
    "a_",
    "a**b*c",
    "*1.",
    "![",
    "[a](",
    "[a](<b",
    "`a",
    "<",
    "<a ",
    "<!--",
    "\\[",
    "~:*",
    "|",
    "[a]: b\n",
    "> > \n",
    ">\n>> \n",
    ">a\nb\n",
    "&",
    "a@",
    "a.",
    "http://a",
    "www.",
    "# ",
    "\t",
    "- a\n  ",
    "*a _b ",
  ])(
    "ends soon for 100 KB of %j",
    (unit) => {
      const time = processorTime(() => expectSafe(render(unit.repeat(100_000 / unit.length))));
      expect(time).toBeLessThan(5000);
    },
    60_000,
  );

  it("reads a very long quotation as quotations", () => {
    const html = render("> a line of it\n".repeat(3000));
    expect(html.replace(/<[^>]*>/g, "").match(/a line of it/g)).toHaveLength(3000);
    expect(html.match(/<blockquote/g)).toHaveLength(6);
  });

  it("survives very deep nesting and very long text", () => {
    expectSafe(render(Array.from({ length: 500 }, (_, depth) => `${" ".repeat(2 * depth)}- a`).join("\n")));
    expectSafe(render(`${"> ".repeat(5000)}deep`));
    expectSafe(render("*a **b ".repeat(1000) + "** *".repeat(1000)));
    expect(render("word ".repeat(100_000))).toContain("word word");
  });
});

describe("markdownToText and excerpt", () => {
  it("keeps words and addresses, without marks", () => {
    const source =
      "# A &amp; B\n\nSee **the** [law](https://x.org/?a=1&b=2), <https://y.org>.\n\n- one\n- two\n\n> q\n\n```\n&lt;\n```";
    expect(markdownToText(source)).toBe(
      "A & B\n\nSee the law (https://x.org/?a=1&b=2), https://y.org.\n\n- one\n- two\n\n> q\n\n&lt;",
    );
    expect(markdownToText("|a|b|\n|-|-|\n|<b>|2|")).toBe("a | b\n<b> | 2");
  });

  it("sets the points of a point below it", () => {
    expect(markdownToText("- revenue\n  - public\n  - private\n- jobs")).toBe(
      "- revenue\n  - public\n  - private\n- jobs",
    );
  });

  it("sets the points of a list, a quotation and a rule on one line without their marks", () => {
    expect(excerpt("Ask three things:\n\n- How is it labelled?\n- Who sees it?\n\nThen wait.", 100)).toBe(
      "Ask three things: How is it labelled? Who sees it? Then wait.",
    );
    expect(excerpt("- actors\n- revenue\n  - public\n  - private\n\n---\n\n> so it is", 100)).toBe(
      "actors · revenue public · private so it is",
    );
    expect(excerpt("1. first\n2. second", 100)).toBe("1. first 2. second");
    expect(excerpt("- [x] done\n- [ ] open", 100)).toBe("done · open");
  });

  it("cuts excerpts between words and never inside a character", () => {
    expect(excerpt("The **quick** brown\n\nfox", 100)).toBe("The quick brown fox");
    expect(excerpt("The quick brown fox", 17)).toBe("The quick brown…");
    expect(excerpt("数字环境中的文化政策", 6)).toBe("数字环境中…");
    expect(excerpt("👩‍🎨👩‍🎨👩‍🎨", 2)).toBe("👩‍🎨…");
  });
});
