import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { saveSurvey } from "#app/modules/learning/surveys/save-survey.server.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { surveyItems } from "#test/factories/surveys.ts";
import { enrolIn, kindsAroundStaff, makeStage, type Stage } from "./people.fixture.ts";
import { area, authors, get, hidden, post, type Row, staff } from "./row.fixture.ts";

/** The second unit of the course is a survey. */
type Here = Stage;

const teach = (part: string) => (here: Here) => `/teach/${here.course.slug}/${part}`;
const gradeOf = (kind: keyof Stage["people"]) => (here: Here) =>
  teach(`grades/${here.people[kind].handle}/check`)(here);
const grade = { decision: "grade", percent: "80", reason: "Said it aloud." };
const route = "teach/:slug/grades/:handle/:unit";

const grades: Row<Here>[] = [
  get("teach/:slug/grades", teach("grades"), staff),
  get("teach/:slug/grades/export.csv", teach("grades/export.csv"), staff),
  get("teach/:slug/reports", teach("reports"), staff),
  get(route, gradeOf("learner"), staff),
  post(route, gradeOf("learner"), grade, staff, { about: "grade" }),
  post(route, gradeOf("learner"), { decision: "excuse", reason: "Was ill." }, staff, { about: "excuse" }),
  post(route, gradeOf("learner"), { decision: "clear", reason: "A mistake." }, staff, { about: "clear" }),
  get(route, gradeOf("other learner"), hidden, { about: "of another cohort" }),
  post(route, gradeOf("other learner"), grade, hidden, { about: "of another cohort" }),
  // A trainer who learns in the course, too, is graded by somebody else.
  post(route, gradeOf("trainer"), grade, { ...hidden, trainer: 403 }, { about: "of oneself" }),
];

const builder = teach("content/second/survey");
const question = { "prompt-en": "How was the room?", "choices-en": "cold\nwarm" };

const surveys: Row<Here>[] = [
  get("teach/:slug/surveys", teach("surveys"), staff),
  get("teach/:slug/surveys/:unit", teach("surveys/second"), staff),
  get("teach/:slug/content/:unit/survey", builder, authors),
  post("teach/:slug/content/:unit/survey", builder, { intent: "save", kind: "single", ...question }, authors),
  post("teach/:slug/content/:unit/survey", builder, { intent: "up", key: "pace" }, authors, { renew: setSurvey }),
  post("teach/:slug/content/:unit/survey", builder, { intent: "down", key: "pace" }, authors, { renew: setSurvey }),
  post("teach/:slug/content/:unit/survey", builder, { intent: "remove", key: "parts" }, authors, { renew: setSurvey }),
];

async function setSurvey({ course }: Here): Promise<Partial<Here>> {
  const unitId = course.units.find(({ slug }) => slug === "second")!.id;
  const data = { kind: "survey", completion: { submitted: true } } as const;
  await db().unit.update({ where: { id: unitId }, data, select: { id: true } });
  await transaction((tx) => saveSurvey(tx, unitId, surveyItems, new Date()));
  return {};
}

async function make(): Promise<Here> {
  const stage = await makeStage();
  const { course, people } = stage;
  await setSurvey(stage);
  await enrolIn(course, people.trainer);
  const address = { courseSlug: course.slug, unitSlug: "check" };
  for (const one of [people.learner, people["other learner"]]) await makeAttempt(one, address);
  return stage;
}

export const gradesAndSurveys = area<object>({
  name: "grades and surveys of a course",
  make,
  rows: [...grades, ...surveys],
  asks: kindsAroundStaff,
});
