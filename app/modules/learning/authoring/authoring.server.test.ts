import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import { beginCourse } from "./create-course.server.ts";
import { getContentFor } from "./get-content.server.ts";
import { courseSchema, outlineSchema } from "#app/modules/learning/authoring/schemas.ts";
import { changeOutline } from "./change-outline.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { getCourseFor } from "#app/modules/learning/outline/get-course.server.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { seedRoadmap } from "#prisma/seed/roadmap.ts";
import { makeAuthor } from "#test/factories/authors.ts";
import { makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const wish = (fields: Record<string, string | string[]> = {}) =>
  courseSchema.parse({
    title: "Data for culture",
    language: "en",
    summary: "What it is about.",
    hours: "2.5",
    licence: "CC-BY-4.0",
    ...fields,
  });
const outline = (fields: Record<string, string>) => outlineSchema.parse(fields);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (isAppError(error) ? { code: error.code, status: error.status, ...error.details } : error),
  );

describe("beginning a course", () => {
  it("makes a draft of which one is the author, at an address made of the title", async () => {
    const actor = await makeUser({ role: "trainer" });
    const slug = await beginCourse(actor, wish({ languages: ["fr", "en"] }));
    expect(slug).toBe("data-for-culture");
    const row = await db().course.findUniqueOrThrow({ where: { slug }, include: { trainers: true } });
    expect(row).toMatchObject({ state: "draft", languages: ["en", "fr"], hours: 2.5, createdById: actor.id });
    expect(row.trainers).toMatchObject([{ userId: actor.id, role: "author" }]);
    expect(await beginCourse(actor, wish())).toBe("data-for-culture-2");
    await expect(getContentFor(actor, slug, "en")).resolves.toMatchObject({ modules: [] });
  });

  it("gives a title in another script an address too", async () => {
    const actor = await makeUser({ role: "trainer" });
    expect(await beginCourse(actor, wish({ title: "بيانات للثقافة", language: "ar" }))).toMatch(/^course(-\d+)?$/);
  });

  it("is for trainers and administrators", async () => {
    expect(await refusal(beginCourse(null, wish()))).toMatchObject({ status: 401 });
    expect(await refusal(beginCourse(await makeUser(), wish()))).toMatchObject({ status: 403 });
    const administrator = await makeUser({ role: "administrator" });
    expect(await beginCourse(administrator, wish({ slug: "by-an-administrator" }))).toBe("by-an-administrator");
  });

  it("refuses an address that is taken or reserved, and an activity that there is not", async () => {
    const actor = await makeUser({ role: "trainer" });
    await beginCourse(actor, wish({ slug: "taken" }));
    expect(await refusal(beginCourse(actor, wish({ slug: "taken" })))).toMatchObject({
      status: 409,
      fields: { slug: { code: "authoring.outline.error.slug_taken" } },
    });
    expect(courseSchema.safeParse({ ...wish(), hours: "2", slug: "new" }).error?.issues[0]?.message).toBe(
      "authoring.outline.error.slug_reserved",
    );
    expect(courseSchema.safeParse({ ...wish(), hours: "2", slug: "Not an address" }).success).toBe(false);
    expect(await refusal(beginCourse(actor, wish({ activities: "5.4" })))).toMatchObject({
      fields: { activities: { code: "error.field.invalid" } },
    });
    await seedRoadmap(db());
    expect(await beginCourse(actor, wish({ slug: "with-activity", activities: "5.4" }))).toBe("with-activity");
  });
});

describe("the outline", () => {
  it("takes modules and units of every kind, in order, as drafts that learners do not see", async () => {
    const { actor, slug } = await makeAuthor();
    await changeOutline(actor, slug, outline({ intent: "add-module", moduleTitle: "Extra" }));
    for (const kind of ["lesson", "quiz", "assignment", "discussion", "webinar", "survey"]) {
      const fields = { intent: "add-unit", module: "extra", kind, title: `A ${kind}`, minutes: "20" };
      expect(await changeOutline(actor, slug, outline(fields))).toEqual({ unit: `a-${kind}`, module: "extra" });
    }
    const { modules } = await getContentFor(actor, slug, "en");
    expect(modules.map((module) => module.slug)).toEqual(["basics", "extra"]);
    expect(modules[1]!.units.map(({ kind, state, title }) => [kind, state, title.text])).toEqual([
      ["lesson", "draft", "A lesson"],
      ["quiz", "draft", "A quiz"],
      ["assignment", "draft", "A assignment"],
      ["discussion", "draft", "A discussion"],
      ["webinar", "draft", "A webinar"],
      ["survey", "draft", "A survey"],
    ]);
    const seen = await getCourseFor(await makeUser(), slug, "en");
    expect(seen.modules.flatMap(({ units }) => units.map((unit) => unit.slug))).toEqual(["first", "second", "check"]);
  });

  it("gives two units of one title two addresses, none of them an address of the site", async () => {
    const { actor, slug } = await makeAuthor();
    const fields = { intent: "add-unit", module: "basics", kind: "lesson", title: "Enrol", minutes: "5" };
    expect((await changeOutline(actor, slug, outline(fields))).unit).toBe("enrol-2");
    expect((await changeOutline(actor, slug, outline(fields))).unit).toBe("enrol-3");
  });

  it("keeps an address that learners know, and changes one that they do not", async () => {
    const { actor, slug } = await makeAuthor();
    const fields = { intent: "add-unit", module: "basics", kind: "lesson", title: "Late", minutes: "5" };
    await changeOutline(actor, slug, outline(fields));
    const rename = (unit: string, to: string) =>
      changeOutline(actor, slug, outline({ intent: "edit-unit", unit, slug: to, minutes: "7" }));
    expect((await rename("late", "later")).unit).toBe("later");
    expect(await refusal(rename("later", "first"))).toMatchObject({
      fields: { slug: { code: "authoring.outline.error.slug_taken" } },
    });
    expect(await refusal(rename("first", "primary"))).toMatchObject({
      status: 409,
      fields: { slug: { code: "authoring.outline.error.slug_known" } },
    });
    expect((await rename("first", "first")).unit).toBe("first");
    expect((await db().unit.findFirstOrThrow({ where: { slug: "first", course: { slug } } })).minutes).toBe(7);
  });

  it("moves units up, down, to another module and before another; modules too", async () => {
    const { actor, slug } = await makeAuthor();
    await changeOutline(actor, slug, outline({ intent: "add-module", moduleTitle: "Extra" }));
    const order = async () =>
      (await getContentFor(actor, slug, "en")).modules.map((module) => [
        module.slug,
        ...module.units.map((unit) => unit.slug),
      ]);
    await changeOutline(actor, slug, outline({ intent: "move-unit", unit: "check", direction: "up" }));
    expect(await order()).toEqual([["basics", "first", "check", "second"], ["extra"]]);
    await changeOutline(actor, slug, outline({ intent: "move-unit", unit: "first", direction: "up" }));
    await changeOutline(actor, slug, outline({ intent: "place-unit", unit: "second", module: "extra" }));
    await changeOutline(
      actor,
      slug,
      outline({ intent: "place-unit", unit: "first", module: "extra", before: "second" }),
    );
    await changeOutline(actor, slug, outline({ intent: "move-module", module: "extra", direction: "up" }));
    expect(await order()).toEqual([
      ["extra", "first", "second"],
      ["basics", "check"],
    ]);
  });

  it("removes a unit without losing what was done in it, says how much that is, and brings it back", async () => {
    const { actor, slug } = await makeAuthor();
    const learner = await makeUser();
    await enrol(learner, slug);
    await getUnitFor(learner, { courseSlug: slug, unitSlug: "first" }, "en", { isVisit: true });
    const state = async () =>
      (await getContentFor(actor, slug, "en")).modules[0]!.units.find((unit) => unit.slug === "first")!;
    expect(await state()).toMatchObject({ learners: 1, isRemoved: false });
    await changeOutline(actor, slug, outline({ intent: "remove-unit", unit: "first" }));
    expect(await state()).toMatchObject({ learners: 1, isRemoved: true });
    expect(
      await refusal(getUnitFor(learner, { courseSlug: slug, unitSlug: "first" }, "en", { isVisit: true })),
    ).toMatchObject({
      status: 404,
    });
    expect(await refusal(changeOutline(actor, slug, outline({ intent: "remove-unit", unit: "first" })))).toMatchObject({
      status: 404,
    });
    const { revision } = await db().course.findUniqueOrThrow({ where: { slug } });
    await changeOutline(actor, slug, outline({ intent: "restore-unit", unit: "first" }));
    expect(await state()).toMatchObject({ isRemoved: false });
    const unit = await db().unit.findFirstOrThrow({ where: { slug: "first", course: { slug } } });
    expect(unit.addedInRevision).toBe(revision + 1);
    expect(await db().unitProgress.count({ where: { unitId: unit.id } })).toBe(1);
  });

  it("takes a module away with its units, and brings it back", async () => {
    const { actor, slug } = await makeAuthor();
    await changeOutline(actor, slug, outline({ intent: "remove-module", module: "basics" }));
    expect((await getCourseFor(actor, slug, "en")).modules).toEqual([]);
    await changeOutline(actor, slug, outline({ intent: "restore-module", module: "basics" }));
    expect((await getCourseFor(actor, slug, "en")).modules[0]!.units).toHaveLength(3);
  });

  it("changes the words of a module in the course's languages; its own language needs a title", async () => {
    const { actor, slug } = await makeAuthor();
    const edit = (fields: Record<string, string>) =>
      changeOutline(actor, slug, outline({ intent: "edit-module", module: "basics", ...fields }));
    await edit({ title_en: "Basics", title_fr: "Les bases", title_xx: "?", summary_fr: "Pour commencer." });
    const { modules } = await getContentFor(actor, slug, "fr");
    expect(modules[0]).toMatchObject({
      title: { text: "Les bases", language: "fr" },
      titles: { en: "Basics", fr: "Les bases" },
      summaries: { fr: "Pour commencer." },
    });
    expect(await refusal(edit({ title_fr: "Les bases" }))).toMatchObject({
      fields: { title_en: { code: "error.field.required" } },
    });
  });

  it("is for authors and administrators alone", async () => {
    const { slug, courseId } = await makeAuthor();
    const change = outline({ intent: "add-module", moduleTitle: "No" });
    expect(await refusal(changeOutline(null, slug, change))).toMatchObject({ status: 401 });
    expect(await refusal(changeOutline(await makeUser(), slug, change))).toMatchObject({ status: 403 });
    const trainer = await makeUser({ role: "trainer" });
    await db().courseTrainer.create({ data: { courseId, userId: trainer.id, role: "trainer" } });
    expect(await refusal(changeOutline(trainer, slug, change))).toMatchObject({ status: 403 });
    await changeOutline(await makeUser({ role: "administrator" }), slug, change);
  });

  it("does not give two units one place when two authors write at once", async () => {
    const { actor, slug } = await makeAuthor();
    const fields = { intent: "add-unit", module: "basics", kind: "lesson", title: "Twin", minutes: "5" };
    await Promise.all([1, 2, 3, 4].map(() => changeOutline(actor, slug, outline(fields))));
    const units = await db().unit.findMany({ where: { course: { slug } }, select: { slug: true, position: true } });
    expect(new Set(units.map(({ position }) => position)).size).toBe(units.length);
    expect(units.map((unit) => unit.slug)).toEqual(expect.arrayContaining(["twin", "twin-2", "twin-3", "twin-4"]));
  });

  it("is read with three statements, however long it is", async () => {
    const { actor, slug } = await makeAuthor();
    const { statements } = await countingStatements(() => getContentFor(actor, slug, "en"));
    expect(statements).toHaveLength(3);
    const units = Array.from({ length: 30 }, (_, index) => ({ slug: `unit-${index}` }));
    const long = await makeCourse({ modules: [{ slug: "one", units }] });
    const administrator = await makeUser({ role: "administrator" });
    const { statements: again } = await countingStatements(() => getContentFor(administrator, long.slug, "en"));
    expect(again).toHaveLength(3);
  });
});
