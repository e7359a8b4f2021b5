import fc from "fast-check";
import { unsetFormulas } from "#app/lib/formulas.ts";
import { slugify } from "#app/lib/slug.ts";
import { mapTexts } from "#app/modules/learning/interchange/notation/named-files.ts";
import { checkQuestion } from "#app/modules/learning/questions/questions.schema.ts";
import type { ClozeGap, NumericAnswer, Question, TextFormat } from "#app/modules/learning/questions/questions.ts";

/** Words in six scripts and the signs that formats mean something by. */
const piece = fc.oneof(
  fc.constantFrom("a", "Été", "سؤال", "哪个", "Что", "कौन", "¿Cuál?", "3", "x y"),
  fc.constantFrom(
    ":",
    "=",
    "~",
    "#",
    "{",
    "}",
    "\\",
    "%50%",
    "%",
    "/",
    "//",
    '"',
    "'",
    "&amp;",
    "&",
    "->",
    "T",
    "]]>",
    "[[9x",
    "\\n",
    "*",
    "$",
  ),
);
const phrase = fc
  .tuple(
    fc.constantFrom("a", "ب", "文", "я", "9"),
    fc.array(piece, { maxLength: 6 }),
    fc.constantFrom("z", "ت", "?", "!"),
  )
  .map(([first, middle, last]) => [first, ...middle, last].join("").replace(/\[(html|plain|markdown|moodle)\]/g, ""));

const feedback = fc.option(phrase, { nil: undefined });
const withFeedback = <T extends object>(value: T, text?: string) =>
  text === undefined ? value : { ...value, feedback: text };
const part = fc.constantFrom(0, 0.5, 0.25, 1 / 3, -0.5, 0.9, 1);
const decimal = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => whole / 1000);
const positive = fc.integer({ min: 0, max: 10_000 }).map((whole) => whole / 100);

/** Answers of which the first earns everything. */
const texts = fc
  .tuple(phrase, fc.array(fc.tuple(phrase, part, feedback), { minLength: 1, maxLength: 4 }), feedback)
  .map(([first, others, said]) => [
    withFeedback({ text: first, fraction: 1 }, said),
    ...others.map(([text, fraction, more]) => withFeedback({ text, fraction }, more)),
  ]);
const several = fc
  .tuple(
    fc.constantFrom([1], [0.5, 0.5], [1 / 3, 1 / 3, 1 / 3], [0.7, 0.3]),
    fc.array(phrase, { minLength: 1, maxLength: 3 }),
    phrase,
  )
  .map(([weights, wrong, text]) => [
    ...weights.map((fraction) => ({ text, fraction })),
    ...wrong.map((one) => ({ text: one, fraction: -0.5 })),
  ]);
const numbers = (ranges: boolean) =>
  fc
    .tuple(
      decimal,
      positive,
      fc.array(fc.tuple(decimal, positive, part, feedback, fc.boolean()), { maxLength: 3 }),
      fc.boolean(),
    )
    .map(([value, tolerance, others, any]): NumericAnswer[] => [
      { value, tolerance, fraction: 1 },
      ...others.map(([number, more, fraction, said, isRange]) =>
        withFeedback(
          isRange && ranges
            ? { min: number, max: number + more, fraction }
            : { value: number, tolerance: more, fraction },
          said,
        ),
      ),
      ...(any ? [{ min: null, max: null, fraction: 0, feedback: "else" }] : []),
    ]);

const gap: fc.Arbitrary<ClozeGap> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom("choice", "short", "numeric"), texts, numbers(false))
  .map(
    ([weight, kind, words, amounts]) => ({ weight, kind, answers: kind === "numeric" ? amounts : words }) as ClozeGap,
  );

const kinds: Record<Question["kind"], fc.Arbitrary<object>> = {
  single: texts.map((answers) => ({ answers })),
  several: several.map((answers) => ({ answers })),
  boolean: fc.tuple(fc.boolean(), feedback, feedback).map(([isTrue, one, other]) => ({
    answers: [
      withFeedback({ text: "true", fraction: Number(isTrue) }, one),
      withFeedback({ text: "false", fraction: Number(!isTrue) }, other),
    ],
  })),
  short: texts.map((answers) => ({ answers })),
  numeric: numbers(true).map((answers) => ({ answers })),
  matching: fc
    .tuple(
      fc.array(fc.record({ prompt: phrase, answer: phrase }), { minLength: 2, maxLength: 4 }),
      fc.array(phrase, { maxLength: 2 }),
    )
    .map(([pairs, extra]) => ({ pairs, extra })),
  ordering: fc.array(phrase, { minLength: 2, maxLength: 5 }).map((items) => ({ items })),
  cloze: fc.array(fc.tuple(phrase, gap), { minLength: 1, maxLength: 3 }).map((parts) => ({
    gaps: parts.map(([, one]) => one),
    prompt: parts.map(([text], at) => `${text.replace(/[{}]/g, "")} [[${at + 1}]]`).join(" "),
  })),
  essay: fc.record(
    {
      template: phrase,
      minWords: fc.integer({ min: 1, max: 9 }),
      maxWords: fc.integer({ min: 9, max: 99 }),
      notes: phrase,
    },
    { requiredKeys: [] },
  ),
};

/** Any question of a kind that can be asked, in any format, with all that it may have. */
export function anyQuestion(kind: Question["kind"], options: { isBare?: boolean } = {}): fc.Arbitrary<Question> {
  const base = fc.record(
    {
      prompt: phrase,
      title: fc.option(phrase),
      format: fc.constantFrom<TextFormat>("plain", "markdown", "html"),
      marks: fc.constantFrom(1, 2, 0.5, 1.25),
      feedback: options.isBare
        ? fc.record({ general: phrase })
        : fc.record({ general: phrase, right: phrase, partly: phrase, wrong: phrase }),
      penalty: fc.constantFrom(0, 0.25, 1),
      tags: fc.uniqueArray(fc.constantFrom("law", "Début", "قانون", "a]b"), { minLength: 1 }),
      category: fc.constantFrom(null, "Law", "Law/Data & AI", "قانون/رقمي", "a//b"),
    },
    { requiredKeys: ["prompt", "title", "format", "marks", "category"] },
  );
  return fc
    .tuple(
      base,
      options.isBare && kind === "essay" ? fc.constant({}) : kinds[kind],
      fc.constantFrom("one", "q-1", "سؤال-2"),
    )
    .map(([common, own, key]) => ({ key: slugify(key), line: 1, ...common, kind, ...own }) as Question)
    .filter((question) => checkQuestion(question).length === 0 && !hasUnsetFormula(question));
}

/** Whether some text of it would be warned of: "$$#$$" can come of chance, too. */
function hasUnsetFormula(question: Question): boolean {
  let has = false;
  mapTexts(question, (text) => {
    has ||= [true, false].some((isHtml) => unsetFormulas(text, { isHtml }).length > 0);
    return text;
  });
  return has;
}
