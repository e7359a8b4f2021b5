import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { getBuilderFor } from "./get-quiz-builder.server.ts";
import {
  createCategory,
  deleteCategory,
  listCategories,
  moveCategory,
  renameCategory,
} from "./change-categories.server.ts";
import { moveQuestion, removeQuestion, restoreQuestion } from "./move-question.server.ts";
import { getQuestionFor, listVersions } from "./find-question.server.ts";
import { createQuestion, editQuestion } from "./edit-question.server.ts";
import { countDraw, listQuestionsFor, type QuestionFilter } from "./list-questions.server.ts";
import { addDraw, addFromBank, moveSlot, moveSlotTo, removeSlot, setSlotMarks } from "./change-slots.server.ts";
import { writeQuestionForm } from "#app/modules/learning/bank/write-form.ts";
import { getAuthoringFor, type Authoring } from "#app/modules/learning/courses/staff-access.server.ts";
import { makeAuthor, type MadeAuthor } from "#test/factories/authors.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

let author: MadeAuthor;
let access: Authoring;
let category: string;
beforeAll(async () => {
  author = await makeAuthor();
  access = await getAuthoringFor(author.actor, author.slug, "en");
  category = await createCategory(access, { parent: "", titles: { en: "Regulation", fr: "Régulation" } });
});

const quiz = "check";
const everything: QuestionFilter = { q: "", kind: null, tag: "", category: "", home: "any", isRemoved: false };
const single = (prompt: string, more: Record<string, string[]> = {}) => ({
  prompt: [prompt],
  marks: ["1"],
  a_text: ["One", "Two", ""],
  a_right: ["0"],
  ...more,
});
const make = (
  prompt: string,
  more?: Record<string, string[]>,
  home: Parameters<typeof createQuestion>[1]["home"] = { category },
) => createQuestion(access, { kind: "single", home, fields: single(prompt, more) });
const save = (id: string, number: number, fields: Record<string, string[]>, language = "en") =>
  editQuestion(access, id, { language, number, fields });
const slotsOf = async () => (await getBuilderFor(access, quiz, "en")).slots;

describe("a question", () => {
  it("gets a version only when something changed, and its tags without one", async () => {
    const id = await make("Which first?", { tags: ["Law, ai, law"] });
    const first = await getQuestionFor(access, id);
    expect(first).toMatchObject({ number: 1, kind: "single", tags: ["law", "ai"], categoryId: category, attempts: 0 });
    const same = { ...writeQuestionForm(first.translations.en!), tags: ["law, ai"] };
    expect(await save(id, 1, same)).toEqual({ isChanged: false, dropped: [] });
    await save(id, 1, { ...same, tags: ["money"] });
    expect(await getQuestionFor(access, id)).toMatchObject({ number: 1, tags: ["money"] });
    expect(await save(id, 1, { ...same, prompt: ["Which one first?"] })).toMatchObject({ isChanged: true });
    expect((await listVersions(access, id)).map(({ number, author: by }) => [number, by])).toEqual([
      [2, author.actor.name],
      [1, author.actor.name],
    ]);
  });

  it("is refused with what is wrong beside each field, and nothing is stored", async () => {
    const before = await db().question.count();
    const refusal = make("", { a_right: [], marks: ["-1"] });
    await expect(refusal).rejects.toMatchObject({
      status: 400,
      details: { fields: { prompt: { code: "quizzes.check.required" }, marks: { code: "quizzes.check.number" } } },
    });
    expect(await db().question.count()).toBe(before);
  });

  it("refuses a save from an older version, with what is saved now", async () => {
    const id = await make("Two writers");
    await save(id, 1, single("Theirs", { a_from: ["0", "1", ""] }));
    await expect(save(id, 1, single("Mine"))).rejects.toMatchObject({
      code: "authoring.question.error.stale",
      status: 409,
      details: { data: { number: 2, savedBy: author.actor.name, fields: { prompt: ["Theirs"] } } },
    });
  });

  it("lets only one of two savers through", async () => {
    const id = await make("Race");
    const both = await Promise.allSettled([save(id, 1, single("A")), save(id, 1, single("B"))]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listVersions(access, id)).toHaveLength(2);
  });

  it("knows which translations are missing and which are older than the original", async () => {
    const id = await make("Which?");
    const find = async () => {
      const filter = { ...everything, category };
      return (await listQuestionsFor(access, filter, { language: "en", limit: 100 })).questions.find(
        (one) => one.id === id,
      )!;
    };
    expect(await find()).toMatchObject({ missing: ["fr"], outdated: [] });
    const french = { prompt: ["Lequel ?"], a_text: ["Un", "Deux"] };
    await save(id, 1, french, "fr");
    expect(await find()).toMatchObject({ number: 2, missing: [], outdated: [] });
    await save(id, 2, single("Which one?", { a_from: ["0", "1", ""] }));
    expect(await find()).toMatchObject({ number: 3, outdated: ["fr"] });
    expect((await getQuestionFor(access, id)).translations.fr).toMatchObject({
      prompt: "Lequel ?",
      answers: [{ text: "Un" }, { text: "Deux" }],
    });
    // The translation still fits: saving it as it is says so, without a new version.
    await save(id, 3, french, "fr");
    expect(await find()).toMatchObject({ number: 3, outdated: [] });
    // Only marks change: no words to look at again.
    await save(id, 3, single("Which one?", { a_from: ["0", "1", ""], marks: ["2"] }));
    expect(await find()).toMatchObject({ number: 4, marks: 2, outdated: [] });
  });

  it("keeps to its course", async () => {
    const id = await make("Ours");
    const other = await makeAuthor();
    const theirs = await getAuthoringFor(other.actor, other.slug, "en");
    await expect(getQuestionFor(theirs, id)).rejects.toMatchObject({ status: 404 });
    await expect(removeQuestion(theirs, id)).rejects.toMatchObject({ status: 404 });
    await expect(addFromBank(theirs, quiz, [id])).rejects.toMatchObject({ status: 404 });
    await expect(addDraw(theirs, quiz, { category, tags: [], draws: 1, marks: null })).rejects.toMatchObject({
      status: 404,
    });
    await expect(getQuestionFor(access, "nonsense")).rejects.toMatchObject({ status: 404 });
  });
});

describe("where a question lives", () => {
  it("goes from a quiz to the bank, which the quiz goes on asking, and back when no other quiz asks it", async () => {
    const before = (await slotsOf()).length;
    const id = await make("Own", {}, { unit: quiz });
    expect(await slotsOf()).toHaveLength(before + 1);
    await moveQuestion(access, id, { category });
    expect(await getQuestionFor(access, id)).toMatchObject({ categoryId: category, unitSlug: null, askedIn: [quiz] });
    await expect(removeQuestion(access, id)).rejects.toMatchObject({
      code: "authoring.question.error.asked",
      status: 409,
    });
    await moveQuestion(access, id, { unit: quiz });
    expect(await slotsOf()).toHaveLength(before + 1);
    await removeQuestion(access, id);
    expect(await slotsOf()).toHaveLength(before);
    expect(await getQuestionFor(access, id)).toMatchObject({ isRemoved: true });
    await restoreQuestion(access, id);
    expect(await slotsOf()).toHaveLength(before + 1);
    await removeQuestion(access, id);
  });

  it("takes another name where its own is taken", async () => {
    const one = await make("A", { title: ["Same"] });
    const other = await createCategory(access, { parent: "", titles: { en: "Other" } });
    const two = await make("B", { title: ["Same"] }, { category: other });
    await moveQuestion(access, two, { category });
    expect((await getQuestionFor(access, one)).key).toBe("same");
    expect((await getQuestionFor(access, two)).key).toBe("same-2");
  });
});

describe("categories", () => {
  it("are a tree that can be renamed, moved with all below, and deleted when nothing is in it", async () => {
    const a = await createCategory(access, { parent: "", titles: { en: "Alpha" } });
    const b = await createCategory(access, { parent: a, titles: { en: "Beta" } });
    const c = await createCategory(access, { parent: "", titles: { en: "Gamma" } });
    await make("In beta", {}, { category: b });
    await moveCategory(access, { id: a, parent: c });
    await renameCategory(access, { id: b, titles: { en: "Beta", fr: "Bêta" } });
    const tree = await listCategories(access, "fr");
    const shown = tree
      .filter(({ id }) => [a, b, c].includes(id))
      .map(({ path, title, questionsBelow }) => [path, title.text, questionsBelow]);
    expect(shown).toEqual([
      ["gamma", "Gamma", 1],
      ["gamma/alpha", "Alpha", 1],
      ["gamma/alpha/beta", "Bêta", 1],
    ]);
    await expect(moveCategory(access, { id: c, parent: b })).rejects.toMatchObject({
      code: "authoring.bank.error.into_itself",
    });
    for (const id of [a, b]) {
      await expect(deleteCategory(access, id)).rejects.toMatchObject({
        code: "authoring.bank.error.not_empty",
        status: 409,
      });
    }
    const empty = await createCategory(access, { parent: c, titles: { en: "Gamma" } });
    await deleteCategory(access, empty);
    expect((await listCategories(access, "en")).map(({ id }) => id)).not.toContain(empty);
  });

  it("are at most six deep, and never two of one path", async () => {
    let parent = "";
    for (let depth = 0; depth < 6; depth++) parent = await createCategory(access, { parent, titles: { en: "Deep" } });
    const refusal = createCategory(access, { parent, titles: { en: "Deep" } });
    await expect(refusal).rejects.toMatchObject({ code: "authoring.bank.error.too_deep", status: 409 });
    const twice = await Promise.all(
      ["Twin", "Twin"].map((en) => createCategory(access, { parent: "", titles: { en } })),
    );
    const paths = (await listCategories(access, "en")).filter(({ id }) => twice.includes(id)).map(({ path }) => path);
    expect(paths.sort()).toEqual(["twin", "twin-2"]);
  });
});

describe("the list of questions", () => {
  it("finds by words, kind, tag and category with what is below, page by page, in one statement", async () => {
    const top = await createCategory(access, { parent: "", titles: { en: "Search" } });
    const below = await createCategory(access, { parent: top, titles: { en: "Below" } });
    const ids = [];
    for (let index = 0; index < 5; index++) {
      ids.push(
        await make(
          `Needle ${index} 100%`,
          { tags: [index % 2 ? "odd" : "even"] },
          { category: index < 3 ? below : top },
        ),
      );
    }
    const find = async (filter: Partial<QuestionFilter>, page: { after?: string; limit?: number } = {}) => {
      const list = await listQuestionsFor(
        access,
        { ...everything, category: top, ...filter },
        { language: "en", ...page },
      );
      return { ids: list.questions.map(({ id }) => id), next: list.next };
    };
    const { statements } = await countingStatements(() => find({ q: "needle" }));
    expect(statements).toHaveLength(1);
    expect((await find({ q: "needle 100%" })).ids).toEqual(ids.toReversed());
    expect((await find({ q: "needle_" })).ids).toEqual([]);
    expect((await find({ tag: "odd" })).ids).toEqual([ids[3], ids[1]]);
    expect((await find({ category: below })).ids).toEqual([ids[2], ids[1], ids[0]]);
    expect((await find({ kind: "essay" })).ids).toEqual([]);
    const first = await find({}, { limit: 2 });
    expect(first).toEqual({ ids: [ids[4], ids[3]], next: ids[3] });
    expect((await find({}, { limit: 3, after: first.next! })).ids).toEqual([ids[2], ids[1], ids[0]]);
    await removeQuestion(access, ids[0]!);
    expect((await find({ isRemoved: true })).ids).toEqual([ids[0]]);
    expect(await countDraw(access, { category: top, tags: ["even"] })).toBe(2);
  });
});

describe("the places of a quiz", () => {
  it("are added, moved, marked and taken out; a draw that finds too few is refused", async () => {
    const pool = await createCategory(access, { parent: "", titles: { en: "Pool" } });
    const [one, two] = [
      await make("P1", {}, { category: pool }),
      await make("P2", { tags: ["x"] }, { category: pool }),
    ];
    const start = (await slotsOf()).length;
    expect(await addFromBank(access, quiz, [one, two, one])).toBe(2);
    expect(await addFromBank(access, quiz, [one])).toBe(0);
    const draw = { category: pool, tags: [], draws: 2, marks: 3 };
    await addDraw(access, quiz, draw);
    await expect(addDraw(access, quiz, { ...draw, tags: ["x"] })).rejects.toMatchObject({
      status: 400,
      details: { fields: { draws: { code: "authoring.quiz.error.too_few", values: { found: 1 } } } },
    });
    const slots = await slotsOf();
    expect(slots).toHaveLength(start + 3);
    const drawn = slots.at(-1)!;
    expect(drawn).toMatchObject({ draws: 2, found: 2, marks: 3, least: 3, most: 3 });
    await moveSlot(access, quiz, { slot: drawn.id, direction: "up" });
    expect((await slotsOf()).at(-2)!.id).toBe(drawn.id);
    await moveSlotTo(access, quiz, { slot: drawn.id, position: 1 });
    expect((await slotsOf())[0]!.id).toBe(drawn.id);
    await moveSlot(access, quiz, { slot: drawn.id, direction: "up" });
    await setSlotMarks(access, quiz, [{ slot: drawn.id, marks: null, draws: 1 }]);
    expect((await slotsOf())[0]).toMatchObject({ draws: 1, marks: null });
    const tooMany = setSlotMarks(access, quiz, [{ slot: drawn.id, marks: null, draws: 9 }]);
    await expect(tooMany).rejects.toMatchObject({ status: 400 });
    await removeSlot(access, quiz, { slot: drawn.id });
    expect(await slotsOf()).toHaveLength(start + 2);
    expect(await getQuestionFor(access, one)).toMatchObject({ isRemoved: false });
    await expect(removeSlot(access, quiz, { slot: drawn.id })).rejects.toMatchObject({ status: 404 });
  });

  it("keep every question when several people add at once", async () => {
    const ids = await Promise.all([0, 1, 2, 3].map((index) => make(`Together ${index}`)));
    await Promise.all(ids.map((id) => addFromBank(access, quiz, [id])));
    const rows = await db().quizSlot.findMany({ where: { questionId: { in: ids } }, select: { position: true } });
    expect(new Set(rows.map(({ position }) => position)).size).toBe(4);
  });

  it("say what a quiz comes to, in at most six statements", async () => {
    const { result, statements } = await countingStatements(() => getBuilderFor(access, quiz, "en"));
    expect(statements.length).toBeLessThanOrEqual(6);
    expect(result.count).toBe(result.slots.length);
    expect(result.problems).toEqual([]);
    await expect(getBuilderFor(access, "first", "en")).rejects.toMatchObject({ status: 404 });
  });
});
