import { db } from "#app/infra/db.server.ts";
import { hashSecret } from "#app/modules/accounts/tokens.server.ts";
import { putCourseFile } from "#app/modules/learning/files/course-files.server.ts";
import { makeAttempt } from "#test/factories/attempts.ts";
import { authoringOf } from "#test/factories/authors.ts";
import { makePng } from "#test/factories/course-files.ts";
import { type MadeCourse, makeCourse, rightAnswers } from "#test/factories/courses.ts";
import { makeSurvey } from "#test/factories/surveys.ts";
import { makeStage, makeTeam, type Stage } from "./people.fixture.ts";
import { area, everybody, get, members, only, post, type Row, same } from "./row.fixture.ts";

type Things = {
  draft: MadeCourse;
  file: string;
  survey: { courseSlug: string; unitSlug: string };
  /** The token of an invitation that the stranger was sent. */
  invitation: string;
};
type Here = Things & Stage;

const course = (part: string) => (here: Here) => `/courses/${here.course.slug}${part}`;
const survey = ({ survey: { courseSlug, unitSlug } }: Here) => `/courses/${courseSlug}/${unitSlug}/survey`;
const invitation = (here: Here) => `/invitations/${here.invitation}`;
const draftReaders = { ...same(404), trainer: "done", author: "done", administrator: "done" } as const;
const newcomers = { ...members, stranger: "nothing", learner: "nothing", "other learner": "nothing" } as const;
const answers = Object.fromEntries(Object.entries(rightAnswers).map(([number, answer]) => [`q${number}`, answer]));

const rows: Row<Here>[] = [
  get("courses", () => "/courses", everybody),
  get("courses/:slug", course(""), everybody),
  get("feeds/courses/:file", (here) => `/feeds${course("")(here)}.atom`, everybody),
  get("courses/:slug", ({ draft }) => `/courses/${draft.slug}`, draftReaders, { about: "of a draft" }),
  get("invitations/:token", invitation, everybody),
  // The one to whom it was sent.
  post("invitations/:token", invitation, {}, only(["stranger"])),
  get("courses/:slug/enrol", course("/enrol"), everybody),
  post("courses/:slug/enrol", course("/enrol"), {}, newcomers),
  get("courses/:slug/:unit", course("/first"), everybody, { notes: ["unit_progress"] }),
  get("courses/:slug/:unit", ({ draft }) => `/courses/${draft.slug}/first`, draftReaders, { about: "of a draft" }),
  get("courses/:slug/:unit", course("/check"), everybody, { about: "of a quiz", notes: ["unit_progress"] }),
  get("courses/:slug/:unit/complete", course("/first/complete"), everybody),
  post("courses/:slug/:unit/complete", course("/first/complete"), { next: "second" }, members),
  get("courses/:slug/files/:name", (here) => course(`/files/${here.file}`)(here), everybody),
  get("courses/:slug/:unit/attempts/:number", course("/check/attempts/1"), { ...only(["learner"], 404) }),
  get("courses/:slug/:unit/attempt", course("/check/attempt"), members),
  post("courses/:slug/:unit/attempt", course("/check/attempt"), { intent: "start" }, members),
  post("courses/:slug/:unit/attempt", course("/check/attempt"), { intent: "save", q1: "1" }, members),
  get("courses/:slug/:unit/attempt.json", course("/check/attempt.json"), same(303)),
  post("courses/:slug/:unit/attempt.json", course("/check/attempt.json"), { q1: "0" }, members),
  post("courses/:slug/:unit/attempt", course("/check/attempt"), { intent: "check", q1: "1" }, members),
  post(
    "courses/:slug/:unit/attempt",
    course("/check/attempt"),
    { intent: "submit", confirm: "1", ...answers },
    members,
  ),
  get("courses/:slug/:unit/survey", survey, members),
  post("courses/:slug/:unit/survey", survey, { s1: "4", s2: "1", s3: ["0", "2"], s4: "More examples." }, members),
  get("courses/:slug/grades", course("/grades"), members),
  get("courses/:slug/leave", course("/leave"), everybody),
  post("courses/:slug/leave", course("/leave"), {}, members),
];

async function make(): Promise<Here> {
  const stage = await makeStage();
  const { people } = stage;
  const { id: courseId, slug: courseSlug } = stage.course;
  const draft = await makeCourse();
  await db().course.update({ where: { id: draft.id }, data: { state: "draft" }, select: { id: true } });
  await makeTeam(draft.id, { author: [people.author, people["suspended author"]], trainer: [people.trainer] });
  await makeAttempt(people.learner, { courseSlug, unitSlug: "check" });
  const file = await putCourseFile(await authoringOf(stage.course), { name: "map.png", bytes: makePng() });
  const token = "invitation-of-the-stranger-00000";
  const expiresAt = new Date(Date.now() + 86_400_000);
  const data = { courseId, email: people.stranger.email, language: "en", tokenHash: hashSecret(token), expiresAt };
  await db().invitation.create({ data, select: { id: true } });
  return { ...stage, draft, file: file.name, survey: (await makeSurvey()).address, invitation: token };
}

export const learning = area<Things>({ name: "learning", make, rows });
