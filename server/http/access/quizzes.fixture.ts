import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { standardSettings } from "#app/modules/learning/quizzes/quiz-settings.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { makeBank } from "#test/factories/quizzes.ts";
import { kindsAroundStaff, makeStage, type Stage } from "./people.fixture.ts";
import { area, authors, get, hidden, post, type Row, staff } from "./row.fixture.ts";

type Things = {
  unitId: string;
  /** What the learner and the other learner submitted. */
  attempt: string;
  otherAttempt: string;
  /** A regrade over everybody, and one over the cohort. */
  regrade: string;
  ownRegrade: string;
  category: string;
  bank: string[];
  /** A place of the quiz, new when it was used up. */
  slot: string;
};
type Here = Things & Stage;

const teach = (part: string) => (here: Here) => `/teach/${here.course.slug}/${part}`;
const attempt = (here: Here) => teach(`quizzes/check/attempts/${here.attempt}`)(here);
const otherAttempt = (here: Here) => teach(`quizzes/check/attempts/${here.otherAttempt}`)(here);
const regrade = (part: string) => (here: Here) => teach(`quizzes/check/regrade/${here.regrade}${part}`)(here);
const ownRegrade = (part: string) => (here: Here) => teach(`quizzes/check/regrade/${here.ownRegrade}${part}`)(here);
const mark = { number: "1", "marks-1": "0.5", "comment-1": "Half of it." };
const isSilent = true;

const running: Row<Here>[] = [
  get("teach/:slug/quizzes", teach("quizzes"), staff),
  get("teach/:slug/quizzes/:unit", teach("quizzes/check"), staff),
  get("teach/:slug/quizzes/:unit/statistics", teach("quizzes/check/statistics"), staff),
  get("teach/:slug/quizzes/:unit/attempts/:attempt", attempt, staff),
  post("teach/:slug/quizzes/:unit/attempts/:attempt", attempt, mark, staff),
  get("teach/:slug/quizzes/:unit/attempts/:attempt", otherAttempt, hidden, { about: "of another cohort" }),
  post("teach/:slug/quizzes/:unit/attempts/:attempt", otherAttempt, mark, hidden, { about: "of another cohort" }),
  get("teach/:slug/quizzes/:unit/regrade", teach("quizzes/check/regrade"), staff),
  ...["trial", "apply"].map((intent) =>
    post<Here>("teach/:slug/quizzes/:unit/regrade", teach("quizzes/check/regrade"), { intent }, staff),
  ),
  get("teach/:slug/quizzes/:unit/regrade/:id", regrade(""), hidden),
  get("teach/:slug/quizzes/:unit/regrade/:id", ownRegrade(""), staff, { about: "of one's own cohort" }),
  get("teach/:slug/quizzes/:unit/regrade/:id/status.json", regrade("/status.json"), hidden),
  get("teach/:slug/quizzes/:unit/regrade/:id/status.json", ownRegrade("/status.json"), staff, {
    about: "of one's own cohort",
  }),
];

const builder = teach("content/check/quiz");
const step = (verb: string) => (here: Here) => ({ intent: `${verb}:${here.slot}` });
/** A place before or after all others. */
const another =
  (where: "first" | "last") =>
  async (here: Here): Promise<Partial<Here>> => {
    const count = await db().quizSlot.count({ where: { unitId: here.unitId } });
    const position = where === "first" ? -count : 1000 + count;
    const data = { unitId: here.unitId, position, categoryId: here.category, draws: 1 };
    return { slot: (await db().quizSlot.create({ data, select: { id: true } })).id };
  };

const building: Row<Here>[] = [
  get("teach/:slug/content/:unit/quiz", builder, authors),
  post(
    "teach/:slug/content/:unit/quiz",
    builder,
    { intent: "settings", timeEnd: "submit", gradeMethod: "highest", attemptsAllowed: "3" },
    authors,
  ),
  post("teach/:slug/content/:unit/quiz", builder, { intent: "more-bands" }, authors, { isSilent }),
  post(
    "teach/:slug/content/:unit/quiz",
    builder,
    ({ category }) => ({ intent: "count", category, tags: "" }),
    authors,
    {
      about: "count",
      isSilent,
    },
  ),
  post(
    "teach/:slug/content/:unit/quiz",
    builder,
    ({ category }) => ({ intent: "draw", category, tags: "", draws: "1", drawMarks: "" }),
    authors,
    { about: "draw" },
  ),
  post(
    "teach/:slug/content/:unit/quiz",
    builder,
    ({ slot }) => ({ intent: "marks", slot, [`marks-${slot}`]: "2", [`draws-${slot}`]: "1" }),
    authors,
    { about: "marks", renew: another("last") },
  ),
  ...["up", "down", "place", "remove"].map((verb) =>
    post<Here>("teach/:slug/content/:unit/quiz", builder, step(verb), authors, {
      about: verb,
      renew: another(verb === "down" ? "first" : "last"),
    }),
  ),
  get("teach/:slug/content/:unit/quiz/bank", teach("content/check/quiz/bank"), authors),
  post(
    "teach/:slug/content/:unit/quiz/bank",
    teach("content/check/quiz/bank"),
    ({ bank }) => ({ question: bank }),
    authors,
    {
      renew: async ({ course }) => ({ bank: await makeBank(course.id, `more-${randomUUID().slice(0, 8)}`, 1) }),
    },
  ),
];

async function make(): Promise<Here> {
  const stage = await makeStage();
  const { course, people, cohort } = stage;
  const address = { courseSlug: course.slug, unitSlug: "check" };
  const unitId = course.units.find(({ slug }) => slug === "check")!.id;
  await db().quizSettings.create({ data: { unitId, ...standardSettings } });
  const attemptOf = async (actor: (typeof people)["learner"]) => {
    await makeAttempt(actor, address);
    return (await db().attempt.findFirstOrThrow({ where: { unitId, userId: actor.id }, select: { id: true } })).id;
  };
  const regradeOf = async (cohortIds: string[] | null) => {
    const scope = { attempts: null, questionId: null, cohortIds };
    const data = { unitId, actorId: people.trainer.id, scope, isTrial: true };
    return (await db().regrade.create({ data, select: { id: true } })).id;
  };
  const bank = await makeBank(course.id, "bank", 2);
  const { id: category } = await db().questionCategory.findFirstOrThrow({
    where: { courseId: course.id, path: "bank" },
    select: { id: true },
  });
  const here = { ...stage, unitId, category, bank, slot: "none" };
  return {
    ...here,
    attempt: await attemptOf(people.learner),
    otherAttempt: await attemptOf(people["other learner"]),
    regrade: await regradeOf(null),
    ownRegrade: await regradeOf([cohort.id]),
  };
}

export const quizzes = area<Things>({
  name: "quizzes of a course",
  make,
  rows: [...running, ...building],
  asks: kindsAroundStaff,
});
