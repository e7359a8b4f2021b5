import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor, MaybeActor } from "#app/modules/accounts/actor.ts";
import { withName } from "#app/modules/accounts/person-columns.ts";
import { loadLimits } from "#app/modules/learning/dates/load-limits.server.ts";
import type { UnitKey } from "#app/modules/learning/courses/find-unit.server.ts";
import { criteriaOf } from "./finalize-submission.server.ts";
import { isLateAt, mayAgain, phaseEnd, submissionRefusal } from "./submission-policy.ts";
import {
  type AssignmentAddress,
  findAssignmentFor,
  findOwn,
  findTeam,
  type OwnSubmission,
} from "./find-submission.server.ts";
import { deadlineOf } from "#app/modules/learning/assignments/reviews/review-pool.ts";
import { poolOf } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { type Marks, showRubric, type ShownCriterion } from "./rubric.ts";
import { loadRubric, loadSettings } from "./save-assignment.server.ts";
import { countedReviews } from "./scoring.ts";

/** What somebody does next at an assignment. */
type NextStep =
  "team" | "begin" | "continue" | "closed" | "review" | "wait_start" | "wait_reviews" | "wait_trainer" | "done";

/**
 * Where the actor stands at an assignment: what it asks for, their dates, draft and submission, the reviews to give and to
 * come, and the result once it is released. At most twelve SQL statements. Throws 404 for what is no assignment that the
 * actor may see. For a guest it has what is asked for, and no more.
 */
export async function getAssignmentFor(
  actor: MaybeActor,
  address: AssignmentAddress,
  language: string,
  { at = new Date() } = {},
) {
  const unit = await findAssignmentFor(actor, address);
  const settings = await loadSettings(db(), unit.id);
  const rubric = await loadRubric(db(), unit.id);
  const shown = showRubric(rubric?.criteria ?? [], language, unit.ownLanguage);
  if (!actor) return { unitId: unit.id, settings, rubric: shown, mine: null };
  return { unitId: unit.id, settings, rubric: shown, mine: await standing(actor, unit, settings, language, at) };
}

type AssignmentView = Awaited<ReturnType<typeof getAssignmentFor>>;
export type Standing = NonNullable<AssignmentView["mine"]>;

async function standing(actor: Actor, unit: UnitKey, settings: Settings, language: string, at: Date) {
  const from = db();
  const limits = await loadLimits(from, { userId: actor.id, unitId: unit.id });
  const team = settings.isTeamWork ? await findTeam(from, unit.id, actor.id) : null;
  const { draft, current } = await findOwn(from, unit.id, actor.id, team);
  const reviews =
    settings.reviews === 0
      ? []
      : await from.peerReview.findMany({
          where: { reviewerId: actor.id, submission: { unitId: unit.id, state: "submitted" } },
          select: { state: true, leaseUntil: true, submission: { select: { sight: true } } },
        });
  const owed = reviews.filter(({ submission }) => submission.sight === "visible");
  const toGive = owed.filter(({ state }) => state === "allocated" || state === "begun");
  const received = current
    ? await from.peerReview.count({ where: { submissionId: current.id, state: "submitted" } })
    : 0;
  const asked = current ? await from.peerReview.count({ where: { submissionId: current.id } }) : 0;
  const pool = current && settings.reviews > 0 ? await poolOf(from, unit, actor.id) : null;
  const round =
    pool &&
    (await from.reviewRound.findFirst({
      where: { unitId: pool.unitId, cohortId: pool.cohortId },
      select: { allocatedAt: true },
    }));
  const closed = submissionRefusal(limits, draft, at);
  const isAgain = current !== null && !closed && mayAgain(settings, current, asked);
  const score = current && (current.trainerPercent ?? current.peerPercent);
  const isScored = current !== null && (current.scoredAt !== null || current.trainerAt !== null);
  const next = (): NextStep => {
    if (draft && !closed) return "continue";
    if (toGive.length > 0) return "review";
    if (!current) return closed ? "closed" : settings.isTeamWork && !team ? "team" : "begin";
    if (isScored) return "done";
    if (settings.reviews === 0) return "wait_trainer";
    return round ? "wait_reviews" : "wait_start";
  };
  return {
    limits,
    team,
    draft: draft && shownOf(draft),
    current: current && shownOf(current),
    outOfSight:
      current && current.sight !== "visible" ? outOfSight(actor, { ...current, isScored, draft }, current.sight) : null,
    next: next(),
    mayWrite: !closed && (!current || draft !== null || isAgain),
    isAgain,
    reviews: {
      toGive: toGive.length,
      given: reviews.filter(({ state }) => state === "submitted").length,
      lapsed: owed.filter(({ state }) => state === "lapsed").length,
      until: toGive.map(({ leaseUntil }) => leaseUntil).sort((a, b) => +a - +b)[0] ?? null,
      received,
    },
    isLateNow: isLateAt(limits, at),
    phaseEndsAt: phaseEnd(limits),
    /** When somebody is told at the latest if reviews do not come. */
    reviewsUntil:
      round && current?.submittedAt
        ? new Date(
            deadlineOf({ allocatedAt: +round.allocatedAt, reviewDays: settings.reviewDays }, +current.submittedAt),
          )
        : null,
    result: isScored ? await findResult(unit, actor, current, { settings, language, score }) : null,
  };
}

/** A submission as its people see it: what came of it is in the result alone, once it is released. */
function shownOf({ number, version, body, html, language, savedAt, submittedAt, isLate, files }: OwnSubmission) {
  return { number, version, body, html, language, savedAt, submittedAt, isLate, files };
}

/**
 * What moderators have decided about what was handed in; whoever began it may appeal. `mayComeBack`: staff can give it back, and has
 * not done so.
 */
function outOfSight(
  actor: Actor,
  { id, userId, sightReason, isScored, draft }: OwnSubmission & { isScored: boolean; draft: OwnSubmission | null },
  sight: Exclude<OwnSubmission["sight"], "visible">,
) {
  // What is only hidden waits for moderators first.
  const mayComeBack = sight !== "hidden" && !isScored && !draft;
  return { id, sight, reason: sightReason, mayAppeal: userId === actor.id, mayComeBack };
}

type Settings = Awaited<ReturnType<typeof loadSettings>>;

export type Result = {
  isHidden: boolean;
  percent: number | null;
  workPercent: number | null;
  reviewing: { percent: number | null; reviews: number } | null;
  rubric: ShownCriterion[];
  trainer: { marks: Marks; comment: string } | null;
  /** In the order in which they came; names only where reviewing is not anonymous. */
  reviews: { id: string; isCounted: boolean; reviewer: string | null; marks: Marks; comment: string }[];
};

/** What a submission got, once it is released; nothing of it leaks while grades are hidden. */
async function findResult(
  unit: UnitKey,
  actor: Actor,
  current: {
    id: string;
    trainerMarks: unknown;
    trainerComment: string | null;
    trainerAt: Date | null;
    rubricId: string | null;
  },
  { settings, language, score }: { settings: Settings; language: string; score: number | null },
): Promise<Result> {
  const none = { percent: null, workPercent: null, reviewing: null, rubric: [], trainer: null, reviews: [] };
  const row = await db().unit.findUnique({
    where: { id: unit.id },
    select: {
      hidesGrades: true,
      progress: { where: { userId: actor.id }, select: { gradePercent: true } },
      reviewerGrades: { where: { userId: actor.id }, select: { percent: true, reviews: true } },
      rubrics: { where: { id: current.rubricId ?? unit.id }, select: { criteria: true } },
    },
  });
  if (!row) throw notFound();
  if (row.hidesGrades) return { ...none, isHidden: true };
  const reviews = await db().peerReview.findMany({
    where: { submissionId: current.id, state: "submitted" },
    orderBy: [{ submittedAt: "asc" }, { id: "asc" }],
    take: 50,
    select: { id: true, submittedAt: true, marks: true, comment: true, reviewer: withName },
  });
  const given = reviews.map((one) => ({ ...one, submittedAt: one.submittedAt! }));
  const counted = new Set(countedReviews(given, settings.reviews).map(({ id }) => id));
  return {
    isHidden: false,
    percent: row.progress[0]?.gradePercent ?? score,
    workPercent: score,
    reviewing: settings.reviews > 0 ? (row.reviewerGrades[0] ?? null) : null,
    rubric: showRubric(criteriaOf(row.rubrics[0] ?? null), language, unit.ownLanguage),
    trainer: current.trainerAt
      ? { marks: (current.trainerMarks ?? {}) as Marks, comment: current.trainerComment ?? "" }
      : null,
    reviews: given.map(({ id, marks, comment, reviewer }) => ({
      id,
      comment,
      marks: marks as Marks,
      isCounted: counted.has(id),
      reviewer: settings.isAnonymous ? null : reviewer.name,
    })),
  };
}
