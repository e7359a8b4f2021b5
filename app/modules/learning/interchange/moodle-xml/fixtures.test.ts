import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rightValues } from "#test/fixtures/moodle-xml/right.ts";
import { checkQuestion } from "#app/modules/learning/questions/questions.schema.ts";
import { readMoodleXml } from "./read-moodle-xml.ts";
import { writeMoodleXml } from "./write-moodle-xml.ts";

const folder = new URL("../../../../../test/fixtures/moodle-xml/", import.meta.url);
const course = { language: "en", languages: ["en", "fr", "ar"] };
const contentOf = (file: string) => readFileSync(new URL(file, folder));

describe("files of Moodle are read as Moodle reads them", () => {
  it.each(Object.keys(rightValues))("%s", (file) => {
    const { questions, problems, items } = readMoodleXml(contentOf(file), { file, ...course });
    const right = rightValues[file]!;
    expect(problems.map(({ line, code, level }) => [line, code, level])).toEqual(right.problems);
    expect(questions).toMatchObject(right.questions);
    if (right.translations)
      expect(items.map(({ translations = {} }) => translations)).toMatchObject(right.translations);
    expect(questions.flatMap(checkQuestion)).toEqual([]);
  });

  it.each(Object.keys(rightValues))("%s comes back unchanged", (file) => {
    const { questions, files } = readMoodleXml(contentOf(file), { file, ...course });
    const bytes = new Map(files.map((one) => [one.name, one.bytes]));
    const { text, refused } = writeMoodleXml(questions, bytes, { language: "en" });
    expect(refused).toEqual([]);
    const back = readMoodleXml(text, { file: "back.xml" });
    expect(back.problems.filter(({ level }) => level === "error")).toEqual([]);
    expect(back.questions.map((one) => ({ ...one, line: 0 }))).toEqual(questions.map((one) => ({ ...one, line: 0 })));
  });

  it("every file of the folder has its right values", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".xml") && name !== "moodle-4.xml");
    expect(files.toSorted()).toEqual(Object.keys(rightValues).toSorted());
  });
});
