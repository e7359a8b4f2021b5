import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makePng } from "#test/factories/course-files.ts";
import { checkQuestion } from "#app/modules/learning/questions/questions.schema.ts";
import { readMoodleXml } from "./read-moodle-xml.ts";

const read = (source: string | Uint8Array) => readMoodleXml(source, { file: "bank.xml" });
const quiz = (...inner: string[]) => `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${inner.join("\n")}\n</quiz>`;
const text = (name: string, words: string, format = "html") =>
  `<${name} format="${format}"><text>${words}</text></${name}>`;
const question = (type: string, inner: string, prompt = "Why?") =>
  `<question type="${type}">\n<name><text>Q</text></name>\n${text("questiontext", prompt)}\n${inner}\n</question>`;
const answer = (fraction: string, words: string) => `<answer fraction="${fraction}"><text>${words}</text></answer>`;

describe("a file as Moodle 4 exports it", () => {
  const file = readFileSync(new URL("../../../../../test/fixtures/moodle-xml/moodle-4.xml", import.meta.url));
  const result = readMoodleXml(file, { file: "moodle-4.xml" });
  const byTitle = (title: string) => result.questions.find((one) => one.title === title);

  it("is read whole, and every question can be asked", () => {
    expect(result.questions.map(({ key, kind }) => [key, kind])).toEqual([
      ["begin-1", "single"],
      ["which-belong", "several"],
      ["public-good", "boolean"],
      ["one-word", "short"],
      ["per-cent", "numeric"],
      ["who-does-what", "matching"],
      ["drag", "matching"],
      ["order", "ordering"],
      ["order-older", "ordering"],
      ["gaps", "cloze"],
      ["select", "cloze"],
      ["next-step", "essay"],
    ]);
    expect(result.questions.flatMap(checkQuestion)).toEqual([]);
    expect(result.categories).toEqual([
      { path: "default-for-policy/data-ai-ml", names: ["Default for Policy", "Data & AI/ML"] },
    ]);
  });

  it("warns of what has no place here, with its line", () => {
    const lines = file.toString().split("\n");
    const at = (name: string) => lines.findIndex((line) => line.includes(`<text>${name}</text>`));
    expect(result.problems.map(({ file: name, line, code, level }) => [name, line, code, level])).toEqual(
      (
        [
          ["The default category.", "courses.xml.category_text"],
          ["Think of the law.", "courses.xml.hint_left_out"],
          ["Which belong", "courses.xml.order_not_kept"],
          ["One word", "courses.xml.case_ignored"],
          ["Per cent", "courses.xml.units_ignored"],
          ["Order, older", "courses.xml.all_items"],
          ["Order, older", "courses.xml.ordering_grading"],
          ["Gaps", "courses.xml.case_ignored"],
          ["Next step", "courses.xml.attachments_ignored"],
          ["Read this", "courses.xml.description_skipped"],
        ] as const
      ).map(([name, code]) => ["moodle-4.xml", at(name), code, "warning"]),
    );
  });

  it("keeps marks, feedback, tags and pictures", () => {
    expect(byTitle("Where to begin")).toEqual({
      key: "begin-1",
      title: "Where to begin",
      kind: "single",
      prompt: '<p dir="ltr">Which comes first? <img src="files/my-map.png" alt="A map"></p>',
      format: "html",
      marks: 2,
      answers: [
        { text: "<p>Decisions</p>", fraction: 1, feedback: "<p>Yes.</p>" },
        { text: "<p>Data</p>", fraction: 0 },
      ],
      feedback: {
        general: "See lesson 1.",
        right: "Your answer is correct.",
        partly: "Your answer is partially correct.",
        wrong: "Your answer is incorrect.",
      },
      tags: ["law", "Début"],
      files: ["my-map.png"],
      category: "Default for Policy/Data & AI//ML",
      line: 15,
    });
    expect(result.files.map(({ name, bytes }) => [name, bytes.subarray(1, 4).toString()])).toEqual([
      ["my-map.png", "PNG"],
    ]);
  });

  it("reads each kind by its own rules", () => {
    const third = { fraction: 1 / 3 };
    expect(byTitle("Which belong")).toMatchObject({
      format: "plain",
      answers: [third, third, third, { fraction: -1 }],
    });
    expect(byTitle("Public good")).toMatchObject({
      format: "markdown",
      answers: [
        { text: "true", fraction: 1 },
        { text: "false", fraction: 0, feedback: "No." },
      ],
    });
    expect(byTitle("One word")).toMatchObject({
      answers: [
        { text: "map*", fraction: 1, feedback: "<p>Right</p>" },
        { text: "plan <b>", fraction: 0.5 },
      ],
    });
    expect(byTitle("Per cent")).toMatchObject({
      answers: [
        { value: 25, tolerance: 0.5, fraction: 1 },
        { min: null, max: null, fraction: 0, feedback: "No." },
      ],
    });
    expect(byTitle("Who does what")).toMatchObject({
      pairs: [
        { prompt: "<p>Ministry</p>", answer: "adopts &amp; signs" },
        { prompt: "<p>Regulator</p>", answer: "watches" },
      ],
      extra: ["prints money"],
    });
    expect(byTitle("Drag")).toMatchObject({ pairs: [{ answer: "<em>1</em>" }, { answer: "<em>2</em>" }] });
    expect(byTitle("Order")).toMatchObject({ items: ["Ask", "Draft", "Publish"] });
    expect(byTitle("Gaps")).toMatchObject({
      prompt: "<p>The [[1]] Convention protects [[2]] of [[3]].</p>",
      gaps: [
        {
          kind: "numeric",
          weight: 1,
          answers: [
            { value: 2005, tolerance: 0, fraction: 1, feedback: "Yes" },
            { value: 2000, tolerance: 9, fraction: 0.5 },
          ],
        },
        {
          kind: "choice",
          weight: 2,
          answers: [
            { text: "price", fraction: 0 },
            { text: "diversity", fraction: 1, feedback: "Right" },
            { text: "a } ~ #", fraction: -0.5 },
          ],
        },
        {
          kind: "short",
          weight: 1,
          answers: [
            { text: "A&B", fraction: 1 },
            { text: "b/c", fraction: 0.5 },
          ],
        },
      ],
    });
    expect(byTitle("Select")).toMatchObject({
      prompt: "<p>[[1]] and [[2]] and [[3]]</p>",
      gaps: [
        {
          answers: [
            { text: "red", fraction: 0 },
            { text: "blue", fraction: 1 },
          ],
        },
        {
          answers: [
            { text: "red", fraction: 1 },
            { text: "blue", fraction: 0 },
          ],
        },
        {
          answers: [
            { text: "cat", fraction: 1 },
            { text: "dog", fraction: 0 },
          ],
        },
      ],
    });
    expect(byTitle("Next step")).toMatchObject({
      template: "My step:\nWhen:",
      minWords: 20,
      maxWords: 200,
      notes: "Look for a date.",
    });
  });
});

describe("texts", () => {
  const one = question("shortanswer", answer("100", "a"), "سؤال 哪 Что कौन ¿Cuál? Été");
  const prompt = (source: string | Uint8Array) => read(source).questions[0]?.prompt;

  it("in six scripts and in every encoding that a declaration names", () => {
    const xml = quiz(one);
    const expected = "سؤال 哪 Что कौन ¿Cuál? Été";
    expect(prompt(xml)).toBe(expected);
    expect(prompt(Buffer.from(`\uFEFF${xml}`.replaceAll("\n", "\r\n")))).toBe(expected);
    const wide = Buffer.from(`\uFEFF${xml.replace("UTF-8", "UTF-16")}`, "utf16le");
    expect(prompt(wide)).toBe(expected);
    expect(prompt(Buffer.from(wide).swap16())).toBe(expected);
    expect(prompt(Buffer.from(xml.replace("UTF-8", "UTF-16"), "utf16le"))).toBe(expected);
    const latin = quiz(question("shortanswer", answer("100", "a"), "Été")).replace("UTF-8", "ISO-8859-1");
    expect(prompt(Buffer.from(latin, "latin1"))).toBe("Été");
  });

  it("in formats that differ become HTML", () => {
    const mixed = `<question type="shortanswer"><name><text>Q</text></name>${text("questiontext", "1 &lt; 2\nso", "plain_text")}
      ${answer("100", "a &lt; b")}${text("generalfeedback", "*yes*", "markdown")}</question>`;
    expect(read(quiz(mixed)).questions[0]).toMatchObject({
      format: "html",
      prompt: "1 &lt; 2<br>so",
      answers: [{ text: "a < b" }],
      feedback: { general: expect.stringContaining("<em>yes</em>") },
    });
  });

  it("that show pictures of one name keep them apart, and one picture is kept once", () => {
    const picture = (colour: number) =>
      `<file name="a.png" path="/" encoding="base64">\n${makePng({ colour }).toString("base64")}\n</file>`;
    const shows = (colour: number) =>
      `<question type="essay"><name><text>Q</text></name><questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/a.png"&gt;</text>${picture(colour)}</questiontext></question>`;
    const { files, questions, problems: found } = read(quiz(shows(1), shows(2), shows(1)));
    expect(questions.map(({ files: names }) => names)).toEqual([["a.png"], ["a-2.png"], ["a.png"]]);
    expect(files.map(({ name }) => name)).toEqual(["a.png", "a-2.png"]);
    // Three questions of one name are three questions.
    expect(questions.map(({ key }) => key)).toEqual(["q", "q-2", "q-3"]);
    expect(found.map(({ code, level }) => [code, level])).toEqual([
      ["courses.xml.duplicate_name", "warning"],
      ["courses.xml.duplicate_name", "warning"],
    ]);
  });
});
