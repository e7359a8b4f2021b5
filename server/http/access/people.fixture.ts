import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { type MadeCourse, makeCourse } from "#test/factories/courses.ts";
import { makeUser } from "#test/factories/users.ts";

/**
 * Who is told apart, from the least to the most entitled, around a course with two cohorts. The suspended stand where
 * they would have stood: a learner of the course and an author of it.
 */
export const kinds = [
  "guest",
  "suspended learner",
  "suspended author",
  "stranger",
  "other learner",
  "learner",
  "foreign trainer",
  "moderator",
  "cohort trainer",
  "trainer",
  "author",
  "administrator",
] as const;
export type Kind = (typeof kinds)[number];

/** Where no course matters: one of each role, and of those who hold or have registered for something. */
export const kindsBesideCourses: readonly Kind[] = [
  "guest",
  "suspended learner",
  "stranger",
  "learner",
  "foreign trainer",
  "moderator",
  "trainer",
  "administrator",
];
/** Among the staff all learners are alike, and of the suspended the one who had the most rights is asked. */
export const kindsAroundStaff: readonly Kind[] = kinds.filter(
  (kind) => kind !== "other learner" && kind !== "suspended learner",
);
type People = Record<Exclude<Kind, "guest">, Actor>;

/** What every area begins with: a course of its own, and people around it whom nothing else has touched. */
export type Stage = {
  course: MadeCourse;
  /** The first is trained by the cohort trainer, the learner is in it; the other learner is in the second. */
  cohort: { id: string; slug: string };
  otherCohort: { id: string; slug: string };
  people: People;
};

/** Makes people around a course: a new one of two lessons ("first", "second") and a quiz ("check"), or the given one. */
export async function makeStage(given?: MadeCourse): Promise<Stage> {
  const course = given ?? (await makeCourse());
  const elsewhere = await makeCourse({ modules: [{ slug: "other", units: [{ slug: "only" }] }] });
  const suspendedUntil = new Date(Date.now() + 3_600_000);
  const people: People = {
    "suspended learner": await makeUser({ suspendedUntil }),
    "suspended author": await makeUser({ suspendedUntil, role: "trainer" }),
    stranger: await makeUser(),
    // A role of the site alone opens nothing in a course.
    "other learner": await makeUser({ role: "facilitator" }),
    learner: await makeUser(),
    "foreign trainer": await makeUser({ role: "trainer" }),
    moderator: await makeUser({ role: "moderator" }),
    "cohort trainer": await makeUser({ role: "trainer" }),
    trainer: await makeUser({ role: "trainer" }),
    author: await makeUser({ role: "trainer" }),
    administrator: await makeUser({ role: "administrator" }),
  };
  await makeTeam(course.id, { author: [people.author, people["suspended author"]], trainer: [people.trainer] });
  await makeTeam(elsewhere.id, { author: [people["foreign trainer"]] });
  const cohort = await makeCohort(course, { trainerId: people["cohort trainer"].id });
  const otherCohort = await makeCohort(course);
  await enrolIn(course, people.learner, cohort);
  await enrolIn(course, people["suspended learner"], cohort);
  await enrolIn(course, people["other learner"], otherCohort);
  return { course, cohort, otherCohort, people };
}

/** Makes somebody a learner of a course, in one of its cohorts if it is given. */
export async function enrolIn(course: { id: string }, { id: userId }: Actor, cohort?: { id: string }): Promise<void> {
  await db().enrolment.create({ data: { courseId: course.id, userId }, select: { id: true } });
  if (cohort) await db().cohortMember.create({ data: { cohortId: cohort.id, userId }, select: { userId: true } });
}

/** A new learner of the course, in these of its cohorts. */
export async function makeMember(stage: Stage, which: ("cohort" | "otherCohort")[]): Promise<Actor> {
  const person = await makeUser();
  await enrolIn(stage.course, person);
  const data = which.map((name) => ({ cohortId: stage[name].id, userId: person.id }));
  await db().cohortMember.createMany({ data });
  return person;
}

/** Makes people the team of a course. */
export async function makeTeam(courseId: string, team: Partial<Record<"author" | "trainer", Actor[]>>): Promise<void> {
  const data = Object.entries(team).flatMap(([role, members]) =>
    members.map(({ id: userId }) => ({ courseId, userId, role: role as "author" | "trainer" })),
  );
  await db().courseTrainer.createMany({ data });
}
