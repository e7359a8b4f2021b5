import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { addFiles } from "#app/modules/learning/assignments/add-files.server.ts";
import { handIn } from "#app/modules/learning/assignments/hand-in.server.ts";
import { loadRubric } from "#app/modules/learning/assignments/save-assignment.server.ts";
import { rubricState } from "#app/modules/learning/assignments/staff/edit-rubric.server.ts";
import { saveDraft } from "#app/modules/learning/assignments/save-draft.server.ts";
import {
  makeAssignment,
  makeReviewedAssignment,
  makeSubmission,
  type ReviewedAssignment,
} from "#test/factories/assignments.ts";
import { makeUser } from "#test/factories/users.ts";
import { enrolIn, makeStage, type Stage } from "./people.fixture.ts";
import { area, authors, everybody, get, hidden, members, only, post, type Row, same, staff } from "./row.fixture.ts";
import { withFile } from "./run.fixture.ts";

type Things = {
  unitId: string;
  /** What the learner and the other learner handed in; a file of the learner's. */
  submission: string;
  otherSubmission: string;
  file: string;
  /** Of another course: what the learner is asked to review. */
  reviewed: ReviewedAssignment;
  /** New for each who comes: what the row says; and the same of the other learner's. */
  one: string;
  otherOne: string;
};
type Here = Things & Stage;

const own =
  (part = "") =>
  (here: Here) =>
    `/courses/${here.course.slug}/plan${part}`;
const review =
  (part = "") =>
  ({ reviewed }: Here) =>
    `/courses/${reviewed.course.slug}/plan/reviews${part}`;
const oneReview =
  (part = "") =>
  (here: Here) =>
    review(`/${here.reviewed.reviewId}${part}`)(here);
const taught =
  (part = "") =>
  (here: Here) =>
    `/teach/${here.course.slug}/assignments${part}`;
const marking = (here: Here) => taught(`/plan/submissions/${here.submission}`)(here);
const otherMarking = (here: Here) => taught(`/plan/submissions/${here.otherSubmission}`)(here);

const reviewers = only(["learner"], 404);

/** The draft of whoever sends it. */
async function draftOf({ unitId }: Here, actor: Actor | null) {
  const where = { unitId, userId: actor?.id, state: "draft" } as const;
  const select = { version: true, files: { select: { id: true } } } as const;
  const found = actor && (await db().submission.findFirst({ where, select }));
  return { version: String(found?.version ?? 0), file: found?.files[0]?.id ?? randomUUID() };
}

const work = (intent: string): NonNullable<Row<Here>["body"]> => {
  return async (here, { actor, fresh }) => {
    const { version, file } = await draftOf(here, actor);
    const fields = { intent: intent === "remove" ? `remove:${file}` : intent, version, body: `Plan of ${fresh}.` };
    return intent === "save" ? withFile(fields, "files", { name: "plan.txt", content: fresh }) : fields;
  };
};

const learners: Row<Here>[] = [
  get("courses/:slug/:unit", own(""), everybody, { about: "of an assignment", notes: ["unit_progress"] }),
  get("courses/:slug/:unit/submission", own("/submission"), members),
  ...["save", "preview", "check", "remove", "submit"].map((about) =>
    post<Here>("courses/:slug/:unit/submission", own("/submission"), work(about), members, { about }),
  ),
  get("courses/:slug/:unit/submission.json", own("/submission.json"), same(404)),
  post(
    "courses/:slug/:unit/submission.json",
    own("/submission.json"),
    async (here, { actor, fresh }) => ({ version: (await draftOf(here, actor)).version, body: `Plan of ${fresh}.` }),
    members,
  ),
  post("courses/:slug/:unit/submission", own("/submission"), { intent: "discard" }, members),
  // The person whose work it is, and the staff that sees them.
  get("courses/:slug/:unit/submission/files/:id", (here) => own(`/submission/files/${here.file}`)(here), {
    ...only(["learner", "cohort trainer", "trainer", "author", "administrator"], 404),
  }),
  get("courses/:slug/:unit/reviews", review(), members),
  get("courses/:slug/:unit/reviews/:id", oneReview(), reviewers),
  post("courses/:slug/:unit/reviews/:id", oneReview(), { intent: "begin" }, reviewers),
  post(
    "courses/:slug/:unit/reviews/:id",
    oneReview(),
    { intent: "save", version: "0", "points-clear": "4" },
    reviewers,
  ),
  get("courses/:slug/:unit/reviews/:id/draft.json", oneReview("/draft.json"), same(404)),
  post(
    "courses/:slug/:unit/reviews/:id/draft.json",
    oneReview("/draft.json"),
    { version: "1", comment: "Good." },
    reviewers,
  ),
  post(
    "courses/:slug/:unit/reviews/:id",
    oneReview(),
    { intent: "give", version: "2", "points-clear": "4", "points-true": "6", comment: "Good." },
    reviewers,
  ),
];

let words = 100;
const settings = () => ({
  intent: "settings",
  form: "both",
  maxFiles: "3",
  maxBytes: "5",
  maxWords: String(words++),
  allowsAgain: "1",
  isTeamWork: "1",
  reviews: "2",
  isAnonymous: "1",
  reviewDays: "7",
  reviewingWeight: "20",
});
const rubric = async ({ unitId }: Here, { fresh }: { fresh: string }) => ({
  intent: "save",
  state: rubricState(await loadRubric(db(), unitId)),
  "title-0": `Reach ${fresh}`,
  "points-0-0": "0",
  "level-0-0": "None",
  "points-0-1": "5",
  "level-0-1": "All",
});
const settingsPage = taught("/plan");
const rubricPage = taught("/plan/rubric");
const teamOf = async (here: Here): Promise<Partial<Here>> => {
  const { id } = await db().team.create({ data: { unitId: here.unitId, name: randomUUID() }, select: { id: true } });
  return { one: id };
};
const newcomer = async ({ course, cohort }: Here): Promise<Partial<Here>> => {
  const person = await makeUser();
  await enrolIn(course, person, cohort);
  return { one: person.email };
};

const teaching: Row<Here>[] = [
  get("teach/:slug/assignments", taught(), staff),
  get("teach/:slug/assignments/:unit/submissions", taught("/plan/submissions"), staff),
  post("teach/:slug/assignments/:unit/submissions", taught("/plan/submissions"), { cohort: "" }, staff),
  get("teach/:slug/assignments/:unit/submissions/:id", marking, staff),
  get("teach/:slug/assignments/:unit/submissions/:id", otherMarking, hidden, { about: "of another cohort" }),
  ...[marking, otherMarking].flatMap((page) => {
    const [who, more] = page === marking ? [staff, ""] : [hidden, " of another cohort"];
    const route = "teach/:slug/assignments/:unit/submissions/:id";
    const mark = { intent: "mark", percent: "80", comment: "Good.", "points-clear": "4", "points-true": "6" };
    return [
      post<Here>(route, page, mark, who, { about: `mark${more}`, renew: unmarked }),
      post<Here>(route, page, { intent: "unmark" }, who, { about: `unmark${more}` }),
      post<Here>(route, page, { intent: "waive" }, who, { about: `waive${more}`, renew: unmarked }),
      post<Here>(route, page, { intent: "reopen" }, who, { about: `reopen${more}`, renew: unmarked }),
      post<Here>(route, page, ({ one }) => ({ intent: "add", reviewer: one }), who, {
        about: `add a reviewer${more}`,
        renew: reviewer,
      }),
      post<Here>(
        route,
        page,
        (here) => ({ intent: "remove", review: page === marking ? here.one : here.otherOne }),
        who,
        {
          about: `remove a reviewer${more}`,
          renew: asked,
        },
      ),
    ];
  }),
  get("teach/:slug/assignments/:unit", settingsPage, authors),
  post("teach/:slug/assignments/:unit", settingsPage, () => settings(), authors, { about: "settings" }),
  get("teach/:slug/assignments/:unit/rubric", rubricPage, authors),
  post("teach/:slug/assignments/:unit/rubric", rubricPage, rubric, authors),
  post(
    "teach/:slug/assignments/:unit",
    settingsPage,
    ({ one }, { fresh }) => ({ intent: "team", name: `Team ${fresh}`, emails: one }),
    authors,
    { about: "team", renew: newcomer },
  ),
  post("teach/:slug/assignments/:unit", settingsPage, ({ one }) => ({ intent: "dissolve", team: one }), authors, {
    about: "dissolve",
    renew: teamOf,
  }),
];

/** Puts both submissions back to where nobody has looked at them yet. */
async function unmarked({ submission, otherSubmission }: Here): Promise<Partial<Here>> {
  const ids = [submission, otherSubmission];
  const nothing = { scoredAt: null, peerPercent: null, trainerAt: null, trainerPercent: null };
  await db().submission.updateMany({ where: { id: { in: ids } }, data: { state: "submitted", ...nothing } });
  await db().peerReview.deleteMany({ where: { submissionId: { in: ids } } });
  return {};
}

/** Somebody of the cohort trainer's who could review; nobody does yet. */
async function reviewer(here: Here): Promise<Partial<Here>> {
  const { course, cohort } = here;
  await unmarked(here);
  const person = await makeUser();
  await enrolIn(course, person, cohort);
  return { one: person.id };
}

/** A review of the row's submission that was asked for. */
async function asked(here: Here): Promise<Partial<Here>> {
  const { one: reviewerId } = await reviewer(here);
  const of = (submissionId: string) => ({ submissionId, reviewerId: reviewerId!, leaseUntil: new Date("2099-01-01") });
  const select = { id: true } as const;
  const other = await db().peerReview.create({ data: of(here.otherSubmission), select });
  const { id } = await db().peerReview.create({ data: of(here.submission), select });
  return { one: id, otherOne: other.id };
}

async function make(): Promise<Here> {
  const made = await makeAssignment({ reviews: 2, form: "both" });
  const stage = await makeStage(made.course);
  const { learner, "other learner": other } = stage.people;
  const { address } = made;
  const file = { name: "plan.txt", path: path.join(tmpdir(), randomUUID()), bytes: 8, isTooLarge: false };
  writeFileSync(file.path, "My plan.");
  await saveDraft(learner, address, { body: "My plan.", version: 0 });
  await addFiles(learner, address, [file]);
  const where = { unitId: made.unitId, userId: learner.id };
  const select = { version: true, files: { select: { id: true } } } as const;
  const draft = await db().submission.findFirstOrThrow({ where, select });
  const { submissionId } = await handIn(learner, address, { version: draft.version });
  const handedIn = await makeSubmission(made, { actor: other });
  return {
    ...stage,
    unitId: made.unitId,
    one: "none",
    otherOne: "none",
    file: draft.files[0]!.id,
    submission: submissionId,
    otherSubmission: handedIn.submissionId,
    reviewed: await makeReviewedAssignment(learner),
  };
}

export const assignments = area<Things>({ name: "assignments", make, rows: [...learners, ...teaching] });
