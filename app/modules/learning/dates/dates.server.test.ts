import { describe, expect, it } from "vitest";
import { db } from "#app/infra/db.server.ts";
import { countingStatements } from "#app/infra/statements/statement-count.server.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import { changeMembers } from "#app/modules/learning/enrolment/change-members.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { openAttempt } from "#app/modules/learning/quizzes/start-attempt.server.ts";
import { makeCohort, teachingOf } from "#test/factories/cohorts.ts";
import { type MadeCourse, makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";
import { getEffectiveLimits } from "./get-effective-limits.server.ts";
import { getDatedUnit } from "./list-dated-units.server.ts";
import { listOverrides } from "./list-overrides.server.ts";
import { saveBaseDates } from "./save-base-dates.server.ts";
import { removeOverride, saveOverride } from "./save-override.server.ts";
import { datesSchema, type OverrideInput } from "./schemas.ts";

useDatabase();

describe("other dates and limits", () => {
  const input = (target: string, more: object = {}) =>
    datesSchema.parse({
      intent: "override",
      target,
      zone: "UTC",
      opens: "",
      due: "",
      closes: "",
      minutes: "",
      attempts: "",
      reason: "",
      ...more,
    }) as OverrideInput;

  async function scene() {
    const course = await makeCourse();
    const access = await teachingOf(course);
    const unit = await getDatedUnit(access, "check", "en");
    await db().quizSettings.upsert({
      where: { unitId: unit.id },
      create: { unitId: unit.id, timeLimit: 60 * 60, attemptsAllowed: 1 },
      update: { timeLimit: 60 * 60, attemptsAllowed: 1 },
      select: { unitId: true },
    });
    const learner = await makeUser();
    await enrol(learner, course.slug);
    const cohorts = [await makeCohort(course), await makeCohort(course)] as const;
    const data = cohorts.map(({ id }) => ({ cohortId: id, userId: learner.id }));
    await db().cohortMember.createMany({ data });
    return { course, access, unit, learner, cohorts };
  }
  type Scene = { course: MadeCourse; access: CourseStaffAccess };
  const target = ({ id }: { id: string }) => `cohort:${id}`;

  it("of two cohorts 501 and 500 minutes make 501, 500 and 0 no limit; a person's own comes before both", async () => {
    const { access, unit, learner, cohorts } = await scene();
    const effective = async () => (await getEffectiveLimits(learner.id, unit.id)).timeLimit;
    expect(await effective()).toBe(3600);
    await saveOverride(access, unit, input(target(cohorts[0]), { minutes: "501" }));
    await saveOverride(access, unit, input(target(cohorts[1]), { minutes: "500" }));
    expect(await effective()).toBe(501 * 60);
    await saveOverride(access, unit, input(target(cohorts[0]), { minutes: "0" }));
    expect(await effective()).toBe(0);
    await saveOverride(access, unit, input(`person:${learner.handle}`, { minutes: "5", reason: "A trial" }));
    expect(await effective()).toBe(300);
    const [newest] = await listOverrides(access, unit.id);
    expect(newest).toMatchObject({ reason: "A trial", createdBy: { name: access.actor.name } });
    await removeOverride(access, unit, newest!.id);
    expect(await effective()).toBe(0);
  });

  it("move the end of an attempt that runs, and so do base dates and coming into a cohort", async () => {
    const { course, access, unit, learner, cohorts }: Scene & Awaited<ReturnType<typeof scene>> = await scene();
    const now = new Date();
    await openAttempt(learner, { courseSlug: course.slug, unitSlug: "check" }, { at: now });
    const end = async () => {
      const where = { unitId: unit.id, userId: learner.id };
      return (await db().attempt.findFirstOrThrow({ where, select: { endsAt: true } })).endsAt;
    };
    expect(await end()).toEqual(new Date(now.getTime() + 3_600_000));
    await saveOverride(access, unit, input(target(cohorts[0]), { minutes: "90" }), { at: now });
    expect(await end()).toEqual(new Date(now.getTime() + 90 * 60_000));
    const closesAt = new Date(now.getTime() + 30 * 60_000);
    await saveBaseDates(access, unit, { opensAt: null, dueAt: null, closesAt }, { at: now });
    expect(await end()).toEqual(closesAt);
    await saveBaseDates(access, unit, { opensAt: null, dueAt: null, closesAt: null }, { at: now });
    await changeMembers(access, { intent: "leave", person: [learner.id], cohort: cohorts[0].id }, { at: now });
    expect(await end()).toEqual(new Date(now.getTime() + 3_600_000));
    await changeMembers(access, { intent: "add", person: [learner.id], cohort: cohorts[0].id }, { at: now });
    expect(await end()).toEqual(new Date(now.getTime() + 90 * 60_000));
  });

  it("are for people of the course, say something, and limit nothing but quizzes", async () => {
    const { course, access, unit } = await scene();
    const stranger = await makeUser();
    await expect(
      saveOverride(access, unit, input(`person:${stranger.handle}`, { minutes: "5" })),
    ).rejects.toMatchObject({
      details: { fields: { target: { code: "enrolment.error.nobody_here" } } },
    });
    const foreign = await makeCohort(await makeCourse());
    await expect(saveOverride(access, unit, input(target(foreign), { minutes: "5" }))).rejects.toMatchObject({
      status: 400,
    });
    const cohort = await makeCohort(course);
    await expect(saveOverride(access, unit, input(target(cohort)))).rejects.toMatchObject({
      code: "enrolment.error.nothing_said",
    });
    const lesson = await getDatedUnit(access, "first", "en");
    await expect(saveOverride(access, lesson, input(target(cohort), { minutes: "5" }))).rejects.toMatchObject({
      status: 400,
    });
    expect(() => input(target(cohort), { minutes: "1.5" })).toThrow();
    expect(() => input("nobody", { minutes: "1" })).toThrow();
    await expect(removeOverride(access, unit, "00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({
      status: 404,
    });
  });

  it("are shown to a cohort's trainer, and removed by them, for their cohort and its people only", async () => {
    const { course, access, unit, learner, cohorts } = await scene();
    const outsider = await makeUser();
    await enrol(outsider, course.slug);
    await db().cohortMember.deleteMany({ where: { cohortId: cohorts[1].id } });
    const targets = [target(cohorts[0]), target(cohorts[1]), `person:${learner.handle}`, `person:${outsider.handle}`];
    for (const one of targets) await saveOverride(access, unit, input(one, { minutes: "5", reason: "A trial" }));
    const { result: all, statements } = await countingStatements(() => listOverrides(access, unit.id));
    expect(statements).toHaveLength(1);
    const names = [learner.name, outsider.name, ...cohorts.map(({ name }) => name)].sort();
    expect(all.map(({ user, cohort }) => user?.name ?? cohort!.name).sort()).toEqual(names);

    const own = { ...access, cohortIds: [cohorts[0].id] };
    const seen = await listOverrides(own, unit.id);
    expect(seen.map(({ user, cohort }) => user?.handle ?? cohort!.id)).toEqual([learner.handle, cohorts[0].id]);
    await expect(saveOverride(own, unit, input(target(cohorts[1]), { minutes: "6" }))).rejects.toMatchObject({
      details: { fields: { cohort: { code: "enrolment.error.own_cohort" } } },
    });
    await expect(saveBaseDates(own, unit, { opensAt: null, dueAt: null, closesAt: null })).rejects.toMatchObject({
      status: 403,
    });
    for (const { id } of all) {
      const removing = removeOverride(own, unit, id);
      if (seen.some((one) => one.id === id)) await removing;
      else await expect(removing).rejects.toMatchObject({ status: 404 });
    }
    expect(await listOverrides(own, unit.id)).toEqual([]);
    expect(await listOverrides(access, unit.id)).toHaveLength(2);
    const logged = { action: "learning.dates.changed", subject: `unit:${unit.id}` };
    const [last] = await db().auditEntry.findMany({ where: logged, orderBy: { id: "desc" }, take: 1 });
    expect(last!.data).toMatchObject({ before: { timeLimit: 300, reason: "A trial" }, after: null });
  });
});
