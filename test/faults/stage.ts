import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { setTopicLevel } from "#app/modules/forum/levels/set-level.server.ts";
import { defaultSettings } from "#app/modules/learning/assignments/assignment-settings.ts";
import { saveAssignment } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { exampleRubric } from "#test/factories/assignments.ts";
import { addAuthor } from "#test/factories/authors.ts";
import { makeCohort } from "#test/factories/cohorts.ts";
import { makeCourse, quizGift } from "#test/factories/courses.ts";
import { makeSpace } from "#test/factories/spaces.ts";
import { makeTopic } from "#test/factories/topics.ts";
import { makeUser } from "#test/factories/users.ts";
import { makeWebinar } from "#test/factories/webinars.ts";

/** Where everything happens, and who is there from the beginning. */
export type Stage = {
  space: string;
  /** Public numbers of topics that are there already; the last is a course's discussion. */
  topics: number[];
  /** A course of a lesson, a quiz, a work that is marked and a discussion. */
  course: { slug: string };
  /** A course with a cohort of few seats. */
  crowded: { slug: string; cohort: string; cohortId: string };
  webinar: { id: string; publicId: number };
  people: Record<"writers" | "readers" | "learners" | "registrants" | "talkers" | "crowd", Actor[]>;
  staff: Actor;
  /** Follow everything and never read a notification. */
  followers: Actor[];
};

const seats = 4;

export async function makeStage(): Promise<Stage> {
  const many = (count: number, role: "member" | "trainer" = "member") =>
    Promise.all(Array.from({ length: count }, () => makeUser({ role })));
  const [writers, readers, learners, registrants, talkers, crowd, followers] = await Promise.all([
    many(7, "trainer"),
    many(4),
    many(60),
    many(4),
    many(4),
    many(10),
    many(4),
  ]);
  const staff = await makeUser({ role: "trainer" });
  const { code: space } = await makeSpace();
  const topics: number[] = [];
  for (let index = 0; index < 3; index++) {
    const { publicId } = await makeTopic({ spaceCode: space, author: staff, title: `Topic ${index}` });
    topics.push(publicId);
  }
  for (const person of followers) for (const topic of topics) await setTopicLevel(person, topic, "watch");
  const course = await makeWholeCourse(topics.at(-1)!);
  await addAuthor(course.id, staff);
  const crowded = await makeCourse({ modules: [{ slug: "only", units: [{ slug: "first" }] }] });
  await addAuthor(crowded.id, staff);
  const cohort = await makeCohort(crowded, { capacity: seats });
  const webinar = await makeWebinar({ people: talkers });
  return {
    space,
    topics,
    course,
    crowded: { slug: crowded.slug, cohort: cohort.slug, cohortId: cohort.id },
    webinar,
    people: { writers, readers, learners, registrants, talkers, crowd },
    staff,
    followers,
  };
}

/** The quiz is passed with the right answers, the work is done when it is marked, the discussion with one reply. */
async function makeWholeCourse(topicNumber: number): Promise<{ id: string; slug: string }> {
  const units = [{ slug: "first" }, { slug: "check", gift: { en: quizGift } }, { slug: "plan" }, { slug: "talk" }];
  const course = await makeCourse({ modules: [{ slug: "all", units }] });
  const idOf = (slug: string) => course.units.find((unit) => unit.slug === slug)!.id;
  const work = { kind: "assignment", completion: { graded: true } } as const;
  await db().unit.update({ where: { id: idOf("plan") }, data: work, select: { id: true } });
  await transaction((tx) => saveAssignment(tx, idOf("plan"), { settings: defaultSettings, rubric: exampleRubric }));
  const talk = { kind: "discussion", completion: { replies: 1 }, topicNumber } as const;
  await db().unit.update({ where: { id: idOf("talk") }, data: talk, select: { id: true } });
  return course;
}
