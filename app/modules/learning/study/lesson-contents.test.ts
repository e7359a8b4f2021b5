import { describe, expect, it } from "vitest";
import { renderLesson } from "./get-unit.server.ts";
import { contentsOf } from "./lesson-contents.ts";

const long = `${"A sentence about the sectors. ".repeat(60)}\n\n`;
const ids = (html: string) => [...html.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id);

describe("the parts of a lesson", () => {
  it("are named by their words in any script, each once, and the same at every rendering", () => {
    const body = "## Five *steps*\n\na\n\n## Five steps\n\n### Below\n\n## خمس خطوات\n\n## …";
    const html = renderLesson(body, "en");
    expect(ids(html)).toEqual(["part-five-steps", "part-five-steps--2", "part-خمس-خطوات", "part-0"]);
    expect(renderLesson(body, "en")).toBe(html);
    expect(ids(renderLesson("# One\n\n## Two\n\n# One", "en"))).toEqual(["part-one", "part-one--2"]);
  });

  it("are listed for a long text of several parts only", () => {
    const text = (parts: number, words: string) =>
      renderLesson(Array.from({ length: parts }, (_, at) => `## Part <${at}> & "more"\n\n${words}`).join("\n\n"), "en");
    expect(contentsOf(text(3, long))).toEqual(
      [0, 1, 2].map((at) => ({ id: `part-part-${at}-more`, text: `Part <${at}> & "more"` })),
    );
    expect(contentsOf(text(2, long + long))).toEqual([]);
    expect(contentsOf(text(3, "Short."))).toEqual([]);
  });

  it("keep their boxes and number their tables", () => {
    const html = renderLesson(":::country\n## Where?\n\n| a |\n|-|\n| b |\n:::", "fr");
    expect(html).toContain("<strong>Dans votre pays</strong>");
    expect(html).toContain('aria-label="Tableau 1"');
    expect(ids(html)).toEqual(["part-where"]);
  });
});
