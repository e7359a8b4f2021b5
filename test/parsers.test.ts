import { renderMarkdown } from "#app/lib/markdown.ts";
import { growing } from "#test/fixtures/hostile/growing.ts";
import { processorTime } from "#test/helpers/processor-time.ts";
import { describe, expect, it } from "vitest";

/** Every parser of what people send. A refusal counts as an answer: what is compared is the work. */
const parsers: Record<string, (input: string) => unknown> = {
  markdown: (input) => renderMarkdown(input),
};

/** The least of three: the first is slowed down by what is compiled on the way, any by what is cleared away. */
function leastTime(work: () => unknown): number {
  return Math.min(...[1, 2, 3].map(() => processorTime(work)));
}

describe("a parser of foreign input", () => {
  it.each(growing)(
    "$parser takes no more than its share for twice $name",
    ({ parser, size, make }) => {
      const parse = parsers[parser]!;
      const [one, two] = [make(size), make(2 * size)];
      parse(make(size / 10));
      const [once, twice] = [leastTime(() => parse(one)), leastTime(() => parse(two))];
      // Twice when it is linear, four times when it is not; what is over in no time says nothing.
      expect(twice, `${once} ms, then ${twice} ms`).toBeLessThan(3 * once + 40);
    },
    60_000,
  );

  it("is in the table, each of them", () => {
    expect(new Set(growing.map(({ parser }) => parser))).toEqual(new Set(Object.keys(parsers)));
  });
});
