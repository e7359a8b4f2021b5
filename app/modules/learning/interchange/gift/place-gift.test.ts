import { expect, it } from "vitest";
import { makePng } from "#test/factories/course-files.ts";
import { readQuestionFile } from "../questions/read-question-file.ts";

const course = { language: "en", languages: ["en", "fr"] };
const read = (text: string) => readQuestionFile("bank.gift", Buffer.from(text), course);
const packed = makePng().toString("base64").replace(/=/g, "\\=");

it("takes out of GIFT what stands inside its texts, as out of Moodle XML", () => {
  const picture = `<img src\\="data\\:image/png;base64,${packed}" alt\\="Map">`;
  const found = read(
    `::One::[html]See ${picture} and <img src\\="https\\://example.org/b.png" alt\\="B">, \\\\(\\\\frac\\{1\\\\) {=a ~b}`,
  );
  expect(found.questions).toMatchObject([
    { files: ["map.png"], prompt: expect.stringContaining('<img src="files/map.png" alt="Map">') },
  ]);
  expect(found.questions[0]?.prompt).toContain('<a href="https://example.org/b.png">B</a>');
  expect(found.files.map(({ name }) => name)).toEqual(["map.png"]);
  expect(found.problems.map(({ line, code, level }) => [line, code, level])).toEqual([
    [1, "courses.xml.formula_as_text", "warning"],
    [1, "courses.xml.picture_elsewhere", "warning"],
  ]);
});

it("makes translations of several languages in one text of GIFT", () => {
  const found = read(
    "::T::\\{mlang en\\}Why?\\{mlang\\}\\{mlang fr\\}Pourquoi ?\\{mlang\\} {=\\{mlang en\\}yes\\{mlang\\}\\{mlang fr\\}oui\\{mlang\\} ~no}",
  );
  expect(found.items).toMatchObject([
    {
      question: { prompt: "Why?", answers: [{ text: "yes" }, { text: "no" }] },
      translations: { fr: { prompt: "Pourquoi ?", answers: [{ text: "oui" }, { text: "no" }] } },
    },
  ]);
});
