import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { makeCourse, type MadeCourse } from "#test/factories/courses.ts";
import { allKindsAnswers, allKindsQuestions } from "#test/factories/questions.ts";
import { makeUser } from "#test/factories/users.ts";
import { signedIn, type Visitor } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();
let course: MadeCourse;
let quiz: string;
beforeAll(async () => {
  const questions = allKindsQuestions().map(({ question }) => question);
  course = await makeCourse({ modules: [{ slug: "basics", units: [{ slug: "check", questions }] }] });
  quiz = `/courses/${course.slug}/check/attempt`;
});

/** The fields of question `number` in the order of the page: for each, its choices by their words. */
function listsOf(page: string, number: number): Record<string, string>[] {
  const lists = page.matchAll(new RegExp(`<select[^>]*name="q${number}"[^>]*>([\\s\\S]*?)</select>`, "g"));
  return [...lists].map(([, inner]) => {
    const options = [...inner!.matchAll(/<option[^>]*value="([^"]*)"[^>]*>([^<]*)</g)];
    return Object.fromEntries(options.map(([, value, words]) => [words, value]));
  });
}

/** Begins an attempt and returns its page. */
async function begin(learner: Visitor): Promise<string> {
  return (await learner.follow(await learner.post(quiz, { intent: "start" }))).body;
}

const text = (page: string) => page.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const responsesOf = async (userId: string) =>
  (await db().attemptAnswer.findMany({ where: { attempt: { userId } }, orderBy: { number: "asc" } })).map(
    ({ response }) => response,
  );

describe("a quiz of all nine kinds without JavaScript", () => {
  it("is answered by choosing words and typing, saved, come back to, and graded", async () => {
    const person = await makeUser();
    const learner = await signedIn(app, person);
    const body = await begin(learner);
    const choose = (number: number, words: string[]) =>
      words.map((word, at) => listsOf(body, number)[at]![word] ?? `no “${word}”`);
    const fields = {
      q1: "0",
      q2: ["0", "2"],
      q3: "0",
      q4: "mapping",
      q5: "٢٥",
      q6: choose(6, ["adopts the law", "shows the works", "watches the market"]),
      q7: choose(7, ["Map the field", "Ask the people", "Draft the law", "Publish it"]),
      q8: ["2005", ...choose(8, ["diversity"]), "Expressions"],
      q9: "My next step: a meeting.\r\nWith a date.",
    };
    await learner.post(quiz, { ...fields, intent: "save", version: "0", attempt: "1" });
    expect(await responsesOf(person.id)).toEqual(
      Object.values({
        ...allKindsAnswers("right"),
        5: ["٢٥"],
        8: ["2005", "1", "Expressions"],
        9: ["My next step: a meeting.\nWith a date."],
      }),
    );
    const again = (await learner.get(quiz)).body;
    for (const value of [...fields.q6, ...fields.q7]) {
      expect(again).toMatch(
        new RegExp(`<option[^>]*value="${value}"[^>]*selected|<option[^>]*selected[^>]*value="${value}"`),
      );
    }
    expect(again).toContain("With a date.</textarea>");
    const answer = await learner.post(quiz, { ...fields, intent: "submit", version: "1", attempt: "1" });
    const result = await learner.get(answer.location!);
    expect(text(result.body)).toContain("waits to be marked by a trainer");
    expect(result.body.match(/question question-right/g)).toHaveLength(8);
  });

  it("keeps the places of what is half filled, and says what is wrong", async () => {
    const person = await makeUser();
    const learner = await signedIn(app, person);
    const body = await begin(learner);
    const [first] = listsOf(body, 7);
    const fields = {
      q6: ["", listsOf(body, 6)[1]!["prints money"]!, ""],
      q7: ["", "", first!["Draft the law"]!, ""],
      q8: ["", "", "goods"],
    };
    await learner.post(quiz, { ...fields, intent: "save", version: "0", attempt: "1" });
    const kept = await responsesOf(person.id);
    expect([kept[5], kept[6], kept[7], kept[8]]).toEqual([["", "3", ""], ["", "", "2", ""], ["", "", "goods"], []]);
    const answer = await learner.post(quiz, { ...fields, intent: "submit", confirm: "1", version: "1", attempt: "1" });
    const result = text((await learner.follow(answer)).body);
    expect(result).toContain("prints money");
    expect(result).toContain("left empty");
  });

  it("starts every attempt with its own order, and keeps it", async () => {
    const orders = new Set<string>();
    for (let one = 0; one < 4; one += 1) {
      const learner = await signedIn(app, await makeUser());
      await begin(learner);
      const order = async () => Object.keys(listsOf((await learner.get(quiz)).body, 7)[0]!).join();
      const first = await order();
      expect(await order()).toBe(first);
      expect(first).not.toContain("Map the field,Ask the people,Draft the law,Publish it");
      orders.add(first);
    }
    expect(orders.size).toBeGreaterThan(1);
  });
});
