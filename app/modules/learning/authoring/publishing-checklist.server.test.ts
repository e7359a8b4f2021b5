import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { defaultSettings } from "#app/modules/learning/assignments/assignment-settings.ts";
import { saveAssignment } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import type { UnitKind } from "#app/modules/learning/courses/unit-kinds.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { exampleRubric } from "#test/factories/assignments.ts";
import { makeAuthor } from "#test/factories/authors.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { changeOutline } from "./change-outline.server.ts";
import { openEditorFor } from "./open-editor.server.ts";
import { findUnitFaults, getPublishingChecklist } from "./publishing-checklist.server.ts";
import { publishText } from "./publish-text.server.ts";
import { setCourseState } from "./save-course-settings.server.ts";

useDatabase();

/** A unit of a kind as its author has just added it. */
async function makeAdded(kind: UnitKind) {
  const author = await makeAuthor({ modules: [{ slug: "basics", units: [] }] });
  const added = { intent: "add-unit", module: "basics", kind, title: "Plan", minutes: 5 } as const;
  await changeOutline(author.actor, author.slug, added);
  const unit = await db().unit.findFirstOrThrow({ where: { courseId: author.courseId, slug: "plan" } });
  const address = { courseSlug: author.slug, unitSlug: "plan" };
  const input = { language: "en", title: "Plan", body: "What to do.", note: "" };
  const publish = async (more: object = {}) => {
    const { version } = await openEditorFor(author.actor, address, "en");
    return publishText(author.actor, address, { ...input, version, ...more });
  };
  const faults = async (hasText = true) =>
    (await findUnitFaults(db(), { id: unit.id, kind }, { hasText, ownLanguage: "en" })).map(({ code }) => code);
  return { ...author, unit, publish, faults };
}

const unfinishable = { status: 409, code: "authoring.checklist.unfinishable" };

describe("a unit that a learner could not finish", () => {
  it.each([
    ["quiz", "quizzes.error.no_questions"],
    ["survey", "authoring.checklist.empty_survey"],
    ["discussion", "authoring.checklist.no_topic"],
    ["webinar", "authoring.checklist.no_webinar"],
  ] as const)("is not published: a %s", async (kind, code) => {
    const { unit, publish, faults } = await makeAdded(kind);
    expect(await faults()).toEqual([code]);
    await expect(publish()).rejects.toMatchObject(unfinishable);
    expect(await db().unit.findUnique({ where: { id: unit.id } })).toMatchObject({ state: "draft" });
    expect(await db().unitText.count({ where: { unitId: unit.id } })).toBe(0);
  });

  it("is an assignment without instructions, without levels, or with reviews and no rubric", async () => {
    const { unit, publish, faults } = await makeAdded("assignment");
    await expect(publish({ body: " \n" })).rejects.toMatchObject(unfinishable);
    const save = (reviews: number, levels: boolean) =>
      transaction((tx) =>
        saveAssignment(tx, unit.id, {
          settings: { ...defaultSettings, reviews },
          rubric: levels ? exampleRubric : [{ ...exampleRubric[0]!, levels: [] }],
        }),
      );
    await save(0, false);
    expect(await faults()).toEqual(["authoring.checklist.no_levels"]);
    await save(2, true);
    expect(await faults()).toEqual([]);
    await db().rubric.deleteMany({ where: { unitId: unit.id } });
    expect(await faults(false)).toEqual(["authoring.checklist.no_instructions", "authoring.checklist.no_rubric"]);
  });

  it.each(["lesson", "assignment"] as const)("is no %s with a text", async (kind) => {
    const { unit, publish } = await makeAdded(kind);
    expect(await publish()).toMatchObject({ isFirst: true });
    expect(await db().unit.findUnique({ where: { id: unit.id } })).toMatchObject({ state: "published" });
  });

  it("is published once it leads somewhere, for everybody or for a cohort", async () => {
    const { unit, publish, faults } = await makeAdded("discussion");
    await db().unit.update({ where: { id: unit.id }, data: { topicNumber: 1 } });
    expect(await faults()).toEqual([]);
    expect(await publish()).toMatchObject({ isFirst: true });
  });
});

it("holds a course back that has one, and says what its languages cover and who sees it", async () => {
  const units = [{ slug: "one", titles: { en: "One", fr: "Une" } }, { slug: "two" }, { slug: "three" }];
  const { actor, slug, courseId } = await makeAuthor({ modules: [{ slug: "basics", units }] });
  await enrol(await makeUser(), slug);
  await db().course.update({ where: { id: courseId }, data: { state: "draft" } });
  const access = await getAuthoringFor(actor, slug, "en");
  expect(await getPublishingChecklist(access, "en")).toEqual({
    units: [],
    languages: [{ language: "fr", covered: 1, total: 3 }],
    enrolled: 1,
  });
  const where = { courseId_slug: { courseId, slug: "two" } };
  await db().unit.update({ where, data: { kind: "quiz", completion: { graded: true } } });
  expect((await getPublishingChecklist(access, "en")).units).toMatchObject([
    { slug: "two", faults: [{ code: "quizzes.error.no_questions" }] },
  ]);
  await expect(setCourseState(access, "published")).rejects.toMatchObject(unfinishable);
  await db().unit.update({ where, data: { kind: "lesson", completion: { markedDone: true } } });
  await setCourseState(access, "published");
  expect(await db().course.findUnique({ where: { id: courseId } })).toMatchObject({ state: "published" });
});
