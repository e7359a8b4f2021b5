import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { renderMarkdown } from "#app/lib/markdown.ts";
import { blockPieces } from "./pieces.ts";

describe("blockPieces", () => {
  it("parts a source where its blocks end, and keeps all of it", () => {
    expect(blockPieces("# a\n\nb\nc\n\n- d\n\n- e\n\nf", 8000)).toEqual(["# a\n\n", "b\nc\n\n", "- d\n\n- e\n\n", "f"]);
    const piece = fc.constantFrom(
      "a",
      "- a",
      "  - a",
      "> a",
      "```",
      "",
      "|a|",
      "|-|",
      "===",
      "    a",
      "1. a",
      "~~~~",
      "[a]: b",
    );
    fc.assert(
      fc.property(fc.array(piece), fc.nat(40), (lines, max) => {
        const source = lines.join("\n");
        expect(blockPieces(source, max).join("")).toBe(source);
        expect(blockPieces(source, max)).not.toContain("");
      }),
    );
  });

  it("keeps code between fences, tables and paragraphs whole, however long they are", () => {
    const code = `\`\`\`\n${"- a\n\nb\n\n".repeat(2000)}\`\`\`\n`;
    const table = `| a | b |\n|---|---|\n${"| c | d |\n".repeat(2000)}`;
    const paragraph = "A line of it.\n".repeat(2000);
    expect(blockPieces(`${code}\n${table}\n${paragraph}`, 8000)).toEqual([code, "\n", `${table}\n`, paragraph]);
    expect(renderMarkdown(`## Figures\n${table}`).match(/<tr>/g)).toHaveLength(2001);
    expect(renderMarkdown(`Figures:\n${table}`).match(/<tr>/g)).toHaveLength(2001);
    expect(renderMarkdown(code).match(/<pre/g)).toHaveLength(1);
  });

  it("parts a long list between its items, which go on counting", () => {
    const items = Array.from({ length: 1000 }, (_, at) => `${at + 1}. One point\n   \`\`\`\n   code\n   \`\`\`\n`);
    const html = renderMarkdown(items.join(""));
    expect(html.match(/<li/g)).toHaveLength(1000);
    expect(html.match(/<pre/g)).toHaveLength(1000);
    const starts = [...html.matchAll(/<ol dir="ltr"(?: start="(\d+)")?>/g)].map(([, start]) => Number(start ?? 1));
    expect(starts.length).toBeGreaterThan(3);
    for (const start of starts.slice(1)) expect(html).toContain(`<ol dir="ltr" start="${start}">\n<li`);
  });
});
