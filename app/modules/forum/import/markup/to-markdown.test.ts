import { expect, it } from "vitest";
import { renderPost } from "#app/modules/forum/render-post.server.ts";
import { toMarkdown } from "./to-markdown.ts";

it("makes Markdown of HTML as it was written in 2003", () => {
  const old =
    '<FONT COLOR=red SIZE=+2 FACE="Arial">Bonjour<BR>à <B>tous</FONT> et <I>toutes</B></I><P>Voir <A HREF="http://example.org/a">ici<P><UL><LI>un<LI>deux</UL><SCRIPT>alert(1)</SCRIPT><IMG SRC="javascript:alert(2)" onerror=alert(3)>';
  const markdown = toMarkdown(old, "html");
  expect(markdown).toContain("**tous**");
  expect(markdown).toContain("http://example.org/a");
  expect(markdown).toMatch(/- +\[un\].*\n- +\[deux\]/);
  const html = renderPost(markdown, "fr");
  expect(html).not.toMatch(/<script|onerror|<font|(src|href)="javascript/i);
});

it("takes the words of HTML that is deeper than anything", () => {
  const deep = `${"<div>".repeat(50_000)}Down here${"</div>".repeat(50_000)}<script>x</script>`;
  expect(toMarkdown(deep, "html")).toBe("Down here");
});

it("keeps plain text as it looks, with its quotations, and drops NUL", () => {
  const html = renderPost(
    toMarkdown("> *one*\r\n> two\r\n\r\nthree_four_five <b> a\0b\n# no heading\nhttps://example.org/a_b_c", "plain"),
    "en",
  );
  expect(html).toMatch(/<blockquote[^>]*>.*\*one\*/s);
  expect(html).toContain("three_four_five &lt;b&gt; ab");
  expect(html).not.toContain("<h");
  expect(html).toContain('href="https://example.org/a_b_c"');
});
