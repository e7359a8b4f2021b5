import { describe, expect, it } from "vitest";
import { makeAuthor } from "#test/factories/authors.ts";
import { signedIn } from "#test/helpers/visitor.ts";
import { useApp } from "#test/setup/app.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();
const app = useApp();

/** The fold of a page's settings, from its mark of being open to its summary's end. */
const foldOf = (body: string) => /<details class="more-settings"[\s\S]*?<\/summary>/.exec(body)?.[0] ?? "";

async function atQuiz() {
  const { actor, slug } = await makeAuthor();
  const visitor = await signedIn(app, actor);
  const quiz = `/teach/${slug}/content/check/quiz`;
  const set = {
    intent: "settings",
    timeEnd: "submit",
    gradeMethod: "highest",
    shufflesChoices: "on",
    reviewMode: "standard",
  };
  return { visitor, quiz, set, slug };
}

describe("the settings that are folded away", () => {
  it("stay closed while all is as usual, and three fields stand before them", async () => {
    const { visitor, quiz } = await atQuiz();
    const { body } = await visitor.get(quiz);
    expect(foldOf(body)).not.toContain("open");
    expect(foldOf(body)).toContain("standard settings");
    const before = body.slice(body.indexOf('id="settings"'), body.indexOf("more-settings"));
    expect([...before.matchAll(/<(?:input|select)[^>]* name="(\w+)"/g)].map(([, name]) => name)).toEqual([
      "timeLimit",
      "attemptsAllowed",
      "gradeMethod",
    ]);
  });

  it("say how many differ, and stay closed", async () => {
    const { visitor, quiz, set } = await atQuiz();
    expect((await visitor.post(quiz, { ...set, delay: "60", shufflesSlots: "on" })).status).toBe(303);
    const { body } = await visitor.get(quiz);
    expect(foldOf(body)).toContain("2 changed from the standard");
    expect(foldOf(body)).not.toContain("open");
    expect((await visitor.post(quiz, set)).status).toBe(303);
    expect(foldOf((await visitor.get(quiz)).body)).toContain("standard settings");
  });

  it("open for a field inside that was refused, and not for one before them", async () => {
    const { visitor, quiz, set, slug } = await atQuiz();
    const inside = await visitor.post(quiz, { ...set, penalty: "many" });
    expect(inside.status).toBe(400);
    expect(foldOf(inside.body)).toContain(' open=""');
    const before = await visitor.post(quiz, { ...set, attemptsAllowed: "many" });
    expect(before.status).toBe(400);
    expect(foldOf(before.body)).not.toContain(' open=""');
    const course = await visitor.post(`/teach/${slug}/settings`, { intent: "course", "title-en": "T", hours: "no" });
    expect(course.status).toBe(400);
    expect(foldOf(course.body)).toContain(' open=""');
  });
});
