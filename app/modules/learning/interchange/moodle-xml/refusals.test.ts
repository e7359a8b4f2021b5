import { processorTime } from "#test/helpers/processor-time.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePng } from "#test/factories/course-files.ts";
import { checkQuestion } from "#app/modules/learning/questions/questions.schema.ts";
import { maxXmlBytes } from "./decode.ts";
import { readMoodleXml } from "./read-moodle-xml.ts";

const read = (source: string | Uint8Array) => readMoodleXml(source, { file: "bank.xml" });
const quiz = (...inner: string[]) => `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${inner.join("\n")}\n</quiz>`;
const text = (name: string, words: string, format = "html") =>
  `<${name} format="${format}"><text>${words}</text></${name}>`;
const question = (type: string, inner: string, prompt = "Why?") =>
  `<question type="${type}">\n<name><text>Q</text></name>\n${text("questiontext", prompt)}\n${inner}\n</question>`;
const answer = (fraction: string, words: string) => `<answer fraction="${fraction}"><text>${words}</text></answer>`;
const problems = (source: string | Uint8Array) =>
  read(source).problems.map(({ line, code, level, values }) => [line, code, level, ...(values ? [values] : [])]);
/** What is wrong with a quiz of one question, which begins in line 3. */
const refusal = (type: string, inner: string, prompt?: string) => problems(quiz(question(type, inner, prompt)))[0];

describe("refuses with file, line and what was expected", () => {
  it.each<[string, string, unknown[]]>([
    ["an unclosed element", "<quiz>\n<question>\n<name>", [3, "courses.xml.unclosed", "error", { tag: "name" }]],
    [
      "a wrong end",
      "<quiz>\n<question>\n</quiz>",
      [3, "courses.xml.wrong_close", "error", { tag: "question", opened: 2 }],
    ],
    ["another root", "\n<test></test>", [2, "courses.xml.wrong_root", "error", { found: "test" }]],
    ["an empty quiz", "<quiz>\n</quiz>", [1, "courses.xml.no_questions", "error"]],
    ["an entity of HTML", "<quiz>\n&nbsp;</quiz>", [2, "courses.xml.ampersand", "error"]],
    [
      "an ampersand alone",
      "<quiz>\n<!-- & -->\n<![CDATA[&\n]]>\nA &amp; B & C\n</quiz>",
      [5, "courses.xml.ampersand", "error"],
    ],
    ["an ampersand in a short text", "<quiz>\nA & B</quiz>", [2, "courses.xml.ampersand", "error"]],
    ["a bracket that begins no tag", "<quiz>\n1 < 2</quiz>", [2, "courses.xml.bracket", "error"]],
    ["an attribute without quotation marks", "<quiz>\n<question type=essay>", [2, "courses.xml.bracket", "error"]],
    ["a sign that XML has not", "<quiz>\n\u0001</quiz>", [2, "courses.xml.sign", "error"]],
    ["two files in one", "<quiz></quiz>\n<quiz></quiz>", [2, "courses.xml.syntax", "error"]],
    ["nothing", "", [1, "courses.xml.not_xml", "error"]],
    ["no XML", "just words", [1, "courses.xml.not_xml", "error"]],
    ["a page of the web", "<!doctype html>\n<title>Moodle</title>", [1, "courses.xml.not_xml", "error"]],
  ])("%s", (_what, source, expected) => {
    expect(problems(source)).toEqual([expected]);
  });

  it("entities of its own, whatever they would do", () => {
    const laughs = `<!DOCTYPE quiz [<!ENTITY a "${"ha".repeat(99)}"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>`;
    expect(problems(laughs)).toEqual([[1, "courses.xml.doctype", "error"]]);
    const outside =
      '<?xml version="1.0"?>\n<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<quiz>&x;</quiz>';
    expect(problems(outside)).toEqual([[2, "courses.xml.doctype", "error"]]);
  });

  it("what is not text, too large, too deep", () => {
    expect(problems(Buffer.from([0x3c, 0xff, 0xfe, 0x41]))).toEqual([
      [0, "courses.xml.not_text", "error", { encoding: "utf-8" }],
    ]);
    const strange = Buffer.from('<?xml version="1.0" encoding="klingon"?><quiz/>');
    expect(problems(strange)).toEqual([[0, "courses.xml.not_text", "error", { encoding: "klingon" }]]);
    expect(problems(Buffer.alloc(maxXmlBytes + 1, 32))).toEqual([[0, "courses.xml.too_large", "error", { max: 40 }]]);
    expect(problems("<quiz>".repeat(100))).toEqual([[1, "courses.xml.too_deep", "error", { max: 40 }]]);
  });

  it("a question, and reads the others", () => {
    const source = quiz(question("calculated", ""), question("shortanswer", answer("100", "a")));
    expect(problems(source)).toEqual([[3, "courses.xml.unsupported", "error", { kind: "calculated" }]]);
    expect(read(source).questions).toHaveLength(1);
  });

  it.each<[string, string, string, unknown[]]>([
    ["no answers", "multichoice", "", [3, "courses.xml.no_answers", "error"]],
    ["one answer", "multichoice", answer("100", "a"), [3, "courses.xml.one_answer", "error"]],
    [
      "nobody right",
      "multichoice",
      answer("-50", "a") + answer("0", "b"),
      [3, "courses.xml.no_right_answer", "error", { best: 0 }],
    ],
    [
      "two commas",
      "numerical",
      answer("100", "3,14,1"),
      [6, "courses.xml.bad_number", "error", { element: "answer", found: "3,14,1" }],
    ],
    [
      "a weight",
      "shortanswer",
      answer("x", "a"),
      [6, "courses.xml.bad_number", "error", { element: "fraction", found: "x" }],
    ],
    [
      "too much",
      "shortanswer",
      answer("200", "a"),
      [6, "courses.xml.bad_number", "error", { element: "fraction", found: "200" }],
    ],
    ["an empty answer", "shortanswer", answer("100", ""), [6, "courses.xml.empty_answer", "error"]],
    ["nothing true", "truefalse", answer("0", "true"), [3, "courses.xml.no_right_answer", "error", { best: 0 }]],
    [
      "one pair",
      "matching",
      "<subquestion><text>a</text><answer><text>b</text></answer></subquestion>",
      [3, "courses.xml.few_pairs", "error"],
    ],
    [
      "a pair without its answer",
      "matching",
      "<subquestion><text>a</text></subquestion>",
      [6, "courses.xml.missing", "error", { element: "answer", parent: "subquestion" }],
    ],
    ["one item", "ordering", answer("1", "a"), [3, "courses.xml.few_items", "error"]],
    ["less than no marks", "essay", "<defaultgrade>-1</defaultgrade>", [6, "courses.xml.marks", "error"]],
    [
      "marks that are no number",
      "essay",
      "<defaultgrade>one</defaultgrade>",
      [6, "courses.xml.bad_number", "error", { element: "defaultgrade", found: "one" }],
    ],
    [
      "a gap that it has no choice for",
      "gapselect",
      "<selectoption><text>a</text></selectoption>",
      [5, "courses.xml.no_gaps", "error"],
    ],
  ])("%s", (_what, type, inner, expected) => {
    expect(refusal(type, inner)).toEqual(expected);
  });

  it.each<[string, string, unknown[]]>([
    ["no gaps", "Why?", [5, "courses.xml.no_gaps", "error"]],
    ["an unknown kind of gap", "a\n{1:WORD:=a}", [6, "courses.xml.gap_kind", "error", { found: "WORD" }]],
    ["an open gap", "a {1:SA:=a", [5, "courses.xml.gap_unclosed", "error", { found: "{1:SA:" }]],
    ["a gap that nobody gets right", "{1:SA:%50%a}", [5, "courses.xml.no_right_answer", "error", { best: 50 }]],
    ["a gap with one choice", "{1:MC:=a}", [5, "courses.xml.one_answer", "error"]],
    [
      "a number in a gap",
      "{1:NM:=3km}",
      [5, "courses.xml.bad_number", "error", { element: "NUMERICAL", found: "3km" }],
    ],
    ["several of a list, and none right", "{1:MR:a~b}", [5, "courses.xml.no_right_answer", "error", { best: 0 }]],
  ])("cloze: %s", (_what, prompt, expected) => {
    expect(refusal("cloze", "", prompt)).toEqual(expected);
  });

  it("no prompt, no text, two of one id", () => {
    expect(refusal("essay", "", "")).toEqual([5, "courses.xml.no_prompt", "error"]);
    expect(problems(quiz('<question type="essay"></question>'))).toEqual([
      [3, "courses.xml.missing", "error", { element: "questiontext", parent: "question" }],
    ]);
    const named = question("essay", "<idnumber>A</idnumber>");
    expect(problems(quiz(named, named))).toEqual([[8, "courses.xml.id_dropped", "warning", { id: "A", first: 3 }]]);
  });

  it("no question for a file that is broken, that no course takes, or that is missing", () => {
    const shows = (file: string) =>
      problems(
        quiz(
          `<question type="essay"><name><text>Q</text></name><questiontext><text>@@PLUGINFILE@@/a.png</text>\n${file}</questiontext></question>`,
        ),
      );
    const packed = (name: string, bytes: string) => `<file name="${name}" encoding="base64">${bytes}</file>`;
    expect(shows(packed("a.png", "%%%"))).toEqual([[4, "courses.xml.bad_base64", "warning", { name: "a.png" }]]);
    expect(shows(packed("a.png", Buffer.from("<svg/>").toString("base64")))).toEqual([
      [4, "courses.file.svg", "warning", { name: "a.png" }],
    ]);
    expect(shows("")).toEqual([[3, "courses.xml.file_missing", "warning", { name: "a.png" }]]);
    expect(shows(packed("a.png", makePng().toString("base64")))).toEqual([]);
  });

  it("what cannot be asked, by the rules of the editor", () => {
    const twice = answer("1", "a") + answer("2", "a");
    expect(refusal("ordering", twice)).toEqual([3, "quizzes.check.same_twice", "error", { text: "a" }]);
  });
});

it("never throws, and what it reads can be asked", () => {
  const parts = fc.oneof(
    fc.constantFrom(
      "<quiz>",
      "</quiz>",
      "<question type='cloze'>",
      "<question type='multichoice'>",
      "</question>",
      "<text>",
      "</text>",
    ),
    fc.constantFrom(
      "<questiontext format='html'>",
      "</questiontext>",
      "<answer fraction='100'>",
      "</answer>",
      "{1:SA:=a}",
      "{1:MC:",
      "~",
      "}",
      "<![CDATA[",
    ),
    fc.constantFrom(
      "]]>",
      "&amp;",
      "&",
      "<",
      "@@PLUGINFILE@@/a",
      "<file name='a'>",
      "<!DOCTYPE x",
      "<?xml",
      "\0",
      "[[1]]",
    ),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (pieces) => {
      for (const source of [pieces.join(""), quiz(question("cloze", "", pieces.join("")))]) {
        expect(read(source).questions.flatMap(checkQuestion)).toEqual([]);
      }
    }),
    { numRuns: 1500 },
  );
});

it.each([
  "{1:SA:=a~",
  "{1:MC:",
  "~",
  "\\",
  "[[1]]",
  "@@PLUGINFILE@@/",
  "<b>",
  "<img ",
  '<img src="',
  "<iframe>",
  "<a href=data:,>",
  "<img src=data:image/png;base64,A>",
])("ends soon for 200 KB of %j", (unit) => {
  const prompt = unit.repeat(200_000 / unit.length);
  const time = processorTime(() => {
    read(quiz(question("cloze", "", `<![CDATA[${prompt}]]>`)));
    read(quiz(question("cloze", "", `<![CDATA[{1:SA:=${prompt}}]]>`)));
  });
  expect(time).toBeLessThan(3000);
});
