import { allocate, balance, type Pair } from "#app/modules/learning/assignments/reviews/review-allocation.ts";

const hour = 3_600_000;
export const day = 24 * hour;

/** How long a review that was begun belongs to whoever began it; every save begins the time anew. */
export const leaseMilliseconds = 8 * hour;
/** The part of the asked reviews that is enough once the review days are over; at least one. */
const enoughPart = 0.3;

/** Those who review each other: the people of a cohort, or everybody without one. Times are milliseconds. */
export type Pool = {
  /** Reviews that each submission gets and everybody gives. */
  reviews: number;
  reviewDays: number;
  seed: number;
  /** When the reviewers were chosen; null = not yet. */
  allocatedAt: number | null;
  submissions: PoolSubmission[];
  reviewsGiven: PoolReview[];
};
type PoolSubmission = {
  id: string;
  /** Who handed it in: one person, or all of a team. They are the reviewers of the others. */
  authors: readonly string[];
  submittedAt: number;
  isSettled: boolean;
  isNotified: boolean;
  /** Moderators keep it from its reviewers: nobody reviews it, and nobody is held to it. */
  isOutOfSight?: boolean;
};
export type PoolReview = Pair & {
  state: "allocated" | "begun" | "submitted" | "lapsed";
  leaseUntil: number;
};

/** What time and people bring about in a pool. */
export type PoolAction =
  | ({ kind: "lapse" } & Pair)
  /** An unbegun review goes to somebody else, to even the loads. */
  | ({ kind: "withdraw" } & Pair)
  | ({ kind: "ask"; leaseUntil: number } & Pair)
  /** The score is final. */
  | { kind: "settle"; submissionId: string }
  /** Reviews do not come: the trainers are told, once. */
  | { kind: "tell"; submissionId: string };

/** How long a review may lie before somebody else is asked: half of the review days, at least one day. */
export function unbegunMilliseconds(reviewDays: number): number {
  return Math.max(1, reviewDays / 2) * day;
}

/** When fewer reviews are enough for a submission, and when its trainer is told if there are none. */
export function deadlineOf(
  { allocatedAt, reviewDays }: Pick<Pool, "allocatedAt" | "reviewDays">,
  submittedAt: number,
): number {
  return Math.max(allocatedAt ?? submittedAt, submittedAt) + reviewDays * day;
}

/** How many reviews are enough after the review days. */
function enoughReviews(asked: number): number {
  return Math.max(1, Math.ceil(asked * enoughPart));
}

/**
 * What is to be done in a pool at `at`, in order; an empty list when nothing is. The first time, every submission is given
 * its reviewers. Later: leases that ended lapse; a submission with all of its reviews, or with enough after the review
 * days, is settled; what is missing is asked of whoever has least to do, the oldest submission first; somebody who came
 * late takes unbegun reviews over from others until the loads are even; and a submission that nobody can review, or that has
 * no score after the review days, is told to the trainers. Whoever let a review lapse is asked for no other until they give
 * it. What is out of sight is asked of nobody and lapses for nobody. Nobody waits longer than the review days without a score or a trainer who knows. Throws nothing.
 */
export function stepPool(pool: Pool, at: number): PoolAction[] {
  if (pool.allocatedAt === null || pool.reviews === 0) return [];
  const actions: PoolAction[] = [];
  const away = new Set(pool.submissions.flatMap(({ id, isOutOfSight }) => (isOutOfSight ? [id] : [])));
  const isAway = ({ submissionId }: Pair) => away.has(submissionId);
  const reviews = pool.reviewsGiven.map((one) => {
    if (isAway(one)) return one;
    const isOver = (one.state === "allocated" || one.state === "begun") && one.leaseUntil <= at;
    if (!isOver) return one;
    actions.push({ kind: "lapse", submissionId: one.submissionId, reviewerId: one.reviewerId });
    return { ...one, state: "lapsed" as const };
  });
  const people = [...new Set(pool.submissions.flatMap(({ authors }) => authors))];
  const known = new Set(reviews.map(({ submissionId, reviewerId }) => `${submissionId} ${reviewerId}`));
  const authors = new Map(pool.submissions.map((one) => [one.id, one.authors]));
  const eligible = ({ submissionId, reviewerId }: Pair) =>
    !authors.get(submissionId)?.includes(reviewerId) && !known.has(`${submissionId} ${reviewerId}`);
  const gone = new Set(
    reviews.filter((one) => one.state === "lapsed" && !isAway(one)).map(({ reviewerId }) => reviewerId),
  );
  const active = people.filter((id) => !gone.has(id));

  const isSubmitted = ({ state }: PoolReview) => state === "submitted";
  const isOpen = ({ state }: PoolReview) => state === "allocated" || state === "begun";
  const openings = pool.submissions
    .filter(({ isSettled }) => !isSettled)
    .sort((a, b) => a.submittedAt - b.submittedAt || (a.id < b.id ? -1 : 1));
  const waiting = openings.flatMap((one) => {
    const own = reviews.filter(({ submissionId }) => submissionId === one.id);
    const given = own.filter(isSubmitted).length;
    const asked = Math.min(pool.reviews, Math.max(given, people.filter((id) => !one.authors.includes(id)).length));
    const isTime = at >= deadlineOf(pool, one.submittedAt);
    if (given > 0 && given >= (isTime ? enoughReviews(asked) : asked)) {
      actions.push({ kind: "settle", submissionId: one.id });
      return [];
    }
    if (away.has(one.id)) {
      if (isTime && !one.isNotified) actions.push({ kind: "tell", submissionId: one.id });
      return [];
    }
    return [{ ...one, isTime, given, open: own.filter(isOpen).length, asked }];
  });

  const fixed = new Map<string, number>();
  for (const one of reviews) {
    if (isSubmitted(one) || (one.state === "begun" && !isAway(one)))
      fixed.set(one.reviewerId, (fixed.get(one.reviewerId) ?? 0) + 1);
  }
  const unbegun = reviews.filter((one) => one.state === "allocated" && !isAway(one));
  const held = new Map(fixed);
  for (const one of unbegun) held.set(one.reviewerId, (held.get(one.reviewerId) ?? 0) + 1);
  const most = pool.reviews * 2;
  const willing = active.filter((id) => (held.get(id) ?? 0) < most);
  const wishes = waiting.map(({ id, asked, given, open }) => ({ submissionId: id, wanted: asked - given - open }));
  const added = allocate(wishes, { reviewers: willing, fixed: held, eligible, seed: pool.seed });

  // Unbegun reviews of submissions that still wait may go to somebody who has less to do.
  const isWaiting = new Set(waiting.map(({ id }) => id));
  const movable = unbegun.filter((one) => isWaiting.has(one.submissionId) && active.includes(one.reviewerId));
  const isMovable = new Set(movable.map(({ submissionId, reviewerId }) => `${submissionId} ${reviewerId}`));
  for (const one of unbegun) {
    const isFixed = !isMovable.has(`${one.submissionId} ${one.reviewerId}`);
    if (isFixed) fixed.set(one.reviewerId, (fixed.get(one.reviewerId) ?? 0) + 1);
  }
  const wished = balance([...movable, ...added], { reviewers: active, fixed, eligible });
  const kept = new Set(wished.map(({ submissionId, reviewerId }) => `${submissionId} ${reviewerId}`));
  for (const { submissionId, reviewerId } of movable) {
    if (!kept.has(`${submissionId} ${reviewerId}`)) actions.push({ kind: "withdraw", submissionId, reviewerId });
  }
  const leaseUntil = at + unbegunMilliseconds(pool.reviewDays);
  for (const pair of wished) {
    if (!known.has(`${pair.submissionId} ${pair.reviewerId}`)) actions.push({ kind: "ask", ...pair, leaseUntil });
  }

  const coming = new Set(wished.map(({ submissionId }) => submissionId));
  for (const one of waiting) {
    const isHopeless = one.open === 0 && !coming.has(one.id);
    if (!one.isNotified && (one.isTime || (isHopeless && one.given === 0)))
      actions.push({ kind: "tell", submissionId: one.id });
  }
  return actions;
}

/** The pool after these actions; for simulations. */
export function applyActions(pool: Pool, actions: readonly PoolAction[]): Pool {
  let { submissions, reviewsGiven } = pool;
  for (const action of actions) {
    const { submissionId } = action;
    const mark = (change: Partial<PoolSubmission>) =>
      submissions.map((one) => (one.id === submissionId ? { ...one, ...change } : one));
    if (action.kind === "settle") submissions = mark({ isSettled: true });
    else if (action.kind === "tell") submissions = mark({ isNotified: true });
    else {
      const isPair = (one: Pair) => one.submissionId === submissionId && one.reviewerId === action.reviewerId;
      if (action.kind === "lapse")
        reviewsGiven = reviewsGiven.map((one) => (isPair(one) ? { ...one, state: "lapsed" } : one));
      else if (action.kind === "withdraw") reviewsGiven = reviewsGiven.filter((one) => !isPair(one));
      else {
        const { reviewerId, leaseUntil } = action;
        reviewsGiven = [...reviewsGiven, { submissionId, reviewerId, state: "allocated", leaseUntil }];
      }
    }
  }
  return { ...pool, submissions, reviewsGiven };
}
