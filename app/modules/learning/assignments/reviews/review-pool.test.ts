import { describe, expect, it } from "vitest";
import { randomFrom } from "#app/lib/random.ts";
import { allocate } from "#app/modules/learning/assignments/reviews/review-allocation.ts";
import {
  applyActions,
  day,
  leaseMilliseconds,
  type Pool,
  type PoolReview,
  stepPool,
} from "#app/modules/learning/assignments/reviews/review-pool.ts";

const ids = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
const poolOf = (people: string[], wish: Partial<Pool> = {}): Pool => ({
  reviews: 3,
  reviewDays: 7,
  seed: 1,
  allocatedAt: 0,
  reviewsGiven: [],
  submissions: people.map((id, n) => ({
    id: `s-${id}`,
    authors: [id],
    submittedAt: -1000 + n,
    isSettled: false,
    isNotified: false,
  })),
  ...wish,
});
const loads = (reviews: readonly { reviewerId: string }[], people: readonly string[]) =>
  people.map((id) => reviews.filter(({ reviewerId }) => reviewerId === id).length);
const give = (pool: Pool, reviewerId: string, count = Infinity): Pool => {
  let left = count;
  const reviewsGiven = pool.reviewsGiven.map((one) =>
    one.reviewerId === reviewerId && one.state === "allocated" && left-- > 0
      ? { ...one, state: "submitted" as const }
      : one,
  );
  return { ...pool, reviewsGiven };
};
const step = (pool: Pool, at: number) => applyActions(pool, stepPool(pool, at));

describe("choosing reviewers", () => {
  it.each([4, 5, 7, 12, 40])("gives each of %i submissions three reviews, and everybody three", (count) => {
    const people = ids(count);
    const { reviewsGiven } = step(poolOf(people), 0);
    expect(new Set(loads(reviewsGiven, people))).toEqual(new Set([3]));
    for (const id of people) {
      const reviewers = reviewsGiven.filter(({ submissionId }) => submissionId === `s-${id}`);
      expect(new Set(reviewers.map(({ reviewerId }) => reviewerId)).size).toBe(3);
      expect(reviewers.some(({ reviewerId }) => reviewerId === id)).toBe(false);
    }
  });

  it.each([
    [3, 2],
    [2, 1],
  ])("asks %i people for %i reviews each, as there are no more", (count, each) => {
    const people = ids(count);
    expect(loads(step(poolOf(people), 0).reviewsGiven, people)).toEqual(people.map(() => each));
  });

  it("is the same for the same seed, and another for another", () => {
    const of = (seed: number) =>
      step(poolOf(ids(12), { seed }), 0)
        .reviewsGiven.map(({ submissionId, reviewerId }) => `${submissionId}<${reviewerId}`)
        .sort();
    expect(of(5)).toEqual(of(5));
    expect(of(5)).not.toEqual(of(6));
  });

  it("keeps teams from reviewing their own work, and shares the work evenly", () => {
    const teams = [["a", "b", "c"], ["d"], ["e", "f"], ["g", "h"]];
    const submissions = teams.map((authors, n) => ({
      id: `t${n}`,
      authors,
      submittedAt: n,
      isSettled: false,
      isNotified: false,
    }));
    const { reviewsGiven } = step({ ...poolOf([]), submissions }, 10);
    for (const { submissionId, reviewerId } of reviewsGiven) {
      expect(teams[Number(submissionId.slice(1))]).not.toContain(reviewerId);
    }
    const all = loads(reviewsGiven, teams.flat());
    expect(reviewsGiven).toHaveLength(12);
    expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1);
  });

  it("evens out through a chain of people", () => {
    // Only b may take from a, and only c from b: the extra review of a wanders on.
    const allowed = ["x a", "y a", "y b", "x b", "z b", "z c"];
    const pairs = allocate(
      ["x", "y", "z"].map((submissionId) => ({ submissionId, wanted: 1 })),
      {
        reviewers: ["a", "b", "c"],
        seed: 3,
        eligible: (one) => allowed.includes(`${one.submissionId} ${one.reviewerId}`),
      },
    );
    expect(loads(pairs, ["a", "b", "c"])).toEqual([1, 1, 1]);
  });
});

describe("what time brings", () => {
  it("does nothing before the reviewers were chosen, and nothing where a trainer marks", () => {
    expect(stepPool(poolOf(ids(5), { allocatedAt: null }), 0)).toEqual([]);
    expect(stepPool(poolOf(ids(5), { reviews: 0 }), 0)).toEqual([]);
  });

  it("settles with all reviews at once", () => {
    let pool = step(poolOf(ids(4)), 0);
    for (const id of ids(4)) pool = give(pool, id);
    const actions = stepPool(pool, 1000);
    expect(actions.map(({ kind }) => kind)).toEqual(["settle", "settle", "settle", "settle"]);
    expect(stepPool(applyActions(pool, actions), 1000)).toEqual([]);
  });

  it("asks others for what was not begun in half of the review days", () => {
    const people = ids(6);
    let pool = step(poolOf(people), 0);
    for (const id of people.slice(1)) pool = give(pool, id);
    expect(stepPool(pool, 3.5 * day - 1).filter(({ kind }) => kind !== "settle")).toEqual([]);
    const actions = stepPool(pool, 3.5 * day);
    expect(actions.filter(({ kind }) => kind === "lapse")).toHaveLength(3);
    const asked = actions.filter((one) => one.kind === "ask");
    expect(asked).toHaveLength(3);
    expect(asked.some(({ reviewerId }) => reviewerId === "p0")).toBe(false);
  });

  it("leaves somebody who let one review lapse the others until their time is over, and then asks others", () => {
    const people = ids(6);
    let pool = step(poolOf(people), 0);
    const [lapsed, ...kept] = pool.reviewsGiven.filter(({ reviewerId }) => reviewerId === "p0");
    // One was asked for earlier than the other two: its time is over first.
    pool = withReviews(
      pool,
      pool.reviewsGiven.map((one) => (one === lapsed ? { ...one, leaseUntil: day } : one)),
    );
    const actions = stepPool(pool, day);
    const p0 = { reviewerId: "p0" };
    expect(actions.map(({ kind }) => kind)).toEqual(["lapse", "ask"]);
    expect(actions).toMatchObject([
      { ...p0, submissionId: lapsed!.submissionId },
      { submissionId: lapsed!.submissionId },
    ]);
    pool = applyActions(pool, actions);
    expect(pool.reviewsGiven).toEqual(expect.arrayContaining(kept));
    // Nothing is done twice while the other two are still p0's to give.
    expect(stepPool(pool, 3.5 * day - 1)).toEqual([]);
    for (const id of people.slice(1)) pool = give(pool, id);
    const later = stepPool(pool, 3.5 * day).filter(({ kind }) => kind !== "settle");
    const waits = kept.map(({ submissionId }) => submissionId).sort();
    const of = (kind: string) => later.filter((one) => one.kind === kind).map(({ submissionId }) => submissionId);
    expect([of("lapse").sort(), of("ask").sort(), later.length]).toEqual([waits, waits, 4]);
    expect(later.filter((one) => one.kind === "ask" && one.reviewerId === "p0")).toEqual([]);
  });

  it("asks others for the unbegun reviews of somebody who has left once their time is over", () => {
    const people = ids(6);
    const before = step(poolOf(people), 0);
    // Whoever leaves the course is no author any more; their work stays, and is reviewed.
    const submissions = before.submissions.map((one) => (one.id === "s-p0" ? { ...one, authors: [] } : one));
    let pool: Pool = { ...before, submissions };
    const open = pool.reviewsGiven.filter(({ reviewerId }) => reviewerId === "p0");
    expect(open).toHaveLength(3);
    expect(stepPool(pool, 1000)).toEqual([]);
    for (const id of people.slice(1)) pool = give(pool, id);
    const actions = stepPool(pool, 3.5 * day).filter(({ kind }) => kind !== "settle");
    const waits = open.map(({ submissionId }) => submissionId).sort();
    const of = (kind: string) => actions.filter((one) => one.kind === kind).map(({ submissionId }) => submissionId);
    expect([of("lapse").sort(), of("ask").sort(), actions.length]).toEqual([waits, waits, 6]);
    expect(actions.filter((one) => one.kind === "ask" && one.reviewerId === "p0")).toEqual([]);
  });

  it("takes a begun review back when its lease has ended", () => {
    const pool = step(poolOf(ids(5)), 0);
    const [first] = pool.reviewsGiven as [PoolReview];
    const begun = { ...first, state: "begun" as const, leaseUntil: leaseMilliseconds };
    const busy = { ...pool, reviewsGiven: pool.reviewsGiven.map((one) => (one === first ? begun : one)) };
    expect(stepPool(busy, leaseMilliseconds - 1)).toEqual([]);
    expect(stepPool(busy, leaseMilliseconds)[0]).toMatchObject({ kind: "lapse", reviewerId: first.reviewerId });
  });

  it("is content with 30 per cent after the review days, and tells the trainer where there is nothing", () => {
    let pool = step(poolOf(ids(10)), 0);
    const only = pool.reviewsGiven.filter(({ submissionId }) => submissionId === "s-p3")[0]!;
    pool = {
      ...pool,
      reviewsGiven: pool.reviewsGiven.map((one) => (one === only ? { ...one, state: "submitted" } : one)),
    };
    const actions = stepPool(pool, 7 * day);
    expect(actions.filter(({ kind }) => kind === "settle")).toEqual([{ kind: "settle", submissionId: "s-p3" }]);
    const told = actions.filter(({ kind }) => kind === "tell");
    expect(told).toHaveLength(9);
    // Told once.
    expect(stepPool(applyActions(pool, actions), 7 * day).filter(({ kind }) => kind === "tell")).toEqual([]);
  });

  it("tells the trainer at once of somebody who is alone", () => {
    expect(stepPool(poolOf(["p0"]), 0)).toEqual([{ kind: "tell", submissionId: "s-p0" }]);
  });

  it("lets somebody who comes late take unbegun reviews over", () => {
    const people = ids(6);
    let pool = step(poolOf(people), 0);
    const late = { id: "s-late", authors: ["late"], submittedAt: day, isSettled: false, isNotified: false };
    pool = step({ ...pool, submissions: [...pool.submissions, late] }, day);
    expect(loads(pool.reviewsGiven, [...people, "late"])).toEqual([3, 3, 3, 3, 3, 3, 3]);
    expect(pool.reviewsGiven.filter(({ submissionId }) => submissionId === "s-late")).toHaveLength(3);
  });
});

describe("a simulation of many cohorts", () => {
  const cohorts = 150;

  it(`leaves nobody waiting: ${cohorts} cohorts of 3 to 60 people with drop-outs and late ones`, () => {
    let scored = 0;
    let told = 0;
    for (let seed = 1; seed <= cohorts; seed++) {
      const { pool, unbalanced } = simulate(seed);
      expect(unbalanced, `seed ${seed}`).toEqual([]);
      for (const one of pool.submissions) {
        expect(one.isSettled || one.isNotified, `seed ${seed}, ${one.id}`).toBe(true);
        if (one.isSettled) scored += 1;
        else told += 1;
      }
    }
    // The rules are worth something only if most get a score from their peers.
    expect(scored / (scored + told)).toBeGreaterThan(0.9);
  }, 60_000);
});

/** Plays one cohort by the real rules, hour by hour in steps of four, and checks what must hold at every moment. */
function simulate(seed: number): { pool: Pool; unbalanced: string[] } {
  const random = randomFrom(seed);
  const count = 3 + Math.floor(random() * 58);
  const reviewDays = 3 + Math.floor(random() * 8);
  const dropOut = random() * 0.5;
  const people = ids(count).map((id) => ({
    id,
    gives: random() >= dropOut,
    pace: random() * 0.9 * (reviewDays / 2) * day,
    comesAt: random() < 0.15 ? random() * 6 * day : -1,
  }));
  const handIn = (id: string, submittedAt: number) => ({
    id: `s-${id}`,
    authors: [id],
    submittedAt,
    isSettled: false,
    isNotified: false,
  });
  let pool: Pool = { ...poolOf([]), seed, reviewDays, reviews: 1 + Math.floor(random() * 5) };
  const askedAt = new Map<string, number>();
  const unbalanced: string[] = [];
  const waiting = [...people];
  for (let at = 0; at <= (6 + reviewDays) * day; at += 4 * 3_600_000) {
    const arrived = waiting.filter(({ comesAt }) => comesAt <= at);
    for (const one of arrived) waiting.splice(waiting.indexOf(one), 1);
    pool = withSubmissions(
      pool,
      arrived.map((one) => handIn(one.id, Math.max(one.comesAt, -1))),
    );
    pool = step(pool, at);
    const seen = new Set<string>();
    for (const { submissionId, reviewerId } of pool.reviewsGiven) {
      const pair = `${submissionId} ${reviewerId}`;
      if (submissionId === `s-${reviewerId}` || seen.has(pair)) throw new Error(`seed ${seed}: ${pair}`);
      seen.add(pair);
      if (!askedAt.has(pair)) askedAt.set(pair, at);
    }
    if (at === 0) {
      const all = loads(
        pool.reviewsGiven,
        people.filter(({ comesAt }) => comesAt <= 0).map(({ id }) => id),
      );
      if (Math.max(...all) - Math.min(...all) > 1) unbalanced.push(`at first ${all.join(" ")}`);
    }
    for (const one of pool.submissions) {
      const limit = Math.max(0, one.submittedAt) + reviewDays * day;
      if (at >= limit + 4 * 3_600_000 && !one.isSettled && !one.isNotified)
        throw new Error(`seed ${seed}: ${one.id} waits`);
    }
    // Nobody has two reviews more than another active person who could take an unbegun one over.
    const lapsed = new Set(pool.reviewsGiven.filter(({ state }) => state === "lapsed").map((one) => one.reviewerId));
    const active = pool.submissions.flatMap(({ authors }) => authors).filter((id) => !lapsed.has(id));
    const live = pool.reviewsGiven.filter(({ state }) => state !== "lapsed");
    const held = new Map(active.map((id) => [id, live.filter(({ reviewerId }) => reviewerId === id).length]));
    for (const { submissionId, reviewerId, state } of live) {
      const settled = pool.submissions.find(({ id }) => id === submissionId)!.isSettled;
      if (state !== "allocated" || settled || !held.has(reviewerId)) continue;
      const idle = active.find(
        (id) =>
          held.get(id)! <= held.get(reviewerId)! - 2 &&
          `s-${id}` !== submissionId &&
          !seen.has(`${submissionId} ${id}`),
      );
      if (idle) unbalanced.push(`at ${at / day}: ${reviewerId} and ${idle}`);
    }
    const reviewsGiven = pool.reviewsGiven.map((one) => {
      const person = people.find(({ id }) => id === one.reviewerId)!;
      const isReady = at >= askedAt.get(`${one.submissionId} ${one.reviewerId}`)! + person.pace;
      return person.gives && one.state === "allocated" && isReady ? { ...one, state: "submitted" as const } : one;
    });
    pool = withReviews(pool, reviewsGiven);
  }
  return { pool: step(pool, (7 + reviewDays) * day), unbalanced };
}

function withSubmissions(pool: Pool, more: Pool["submissions"]): Pool {
  return { ...pool, submissions: [...pool.submissions, ...more] };
}

function withReviews(pool: Pool, reviewsGiven: PoolReview[]): Pool {
  return { ...pool, reviewsGiven };
}

describe("a submission that moderators keep out of sight", () => {
  const people = ids(5);
  const hide = (pool: Pool, id: string): Pool => ({
    ...pool,
    submissions: pool.submissions.map((one) => (one.id === id ? { ...one, isOutOfSight: true } : one)),
  });

  it("is asked of nobody, lapses for nobody, and its staff is told after the review days", () => {
    const pool = hide(step(poolOf(people), 0), "s-p0");
    const of = (actions: ReturnType<typeof stepPool>) => actions.filter(({ submissionId }) => submissionId === "s-p0");
    expect(of(stepPool(pool, 4 * day))).toEqual([]);
    expect(of(stepPool(pool, 8 * day))).toEqual([{ kind: "tell", submissionId: "s-p0" }]);
    expect(stepPool(pool, 8 * day).some(({ kind }) => kind === "lapse")).toBe(true);
  });

  it("keeps a reviewer in the pool whose only lapsed review is of it", () => {
    const review: PoolReview = { submissionId: "s-p0", reviewerId: "p1", state: "lapsed", leaseUntil: 0 };
    const asked = (pool: Pool) => stepPool(pool, day).some((one) => one.kind === "ask" && one.reviewerId === "p1");
    const pool = poolOf(people, { reviewsGiven: [review] });
    expect([asked(pool), asked(hide(pool, "s-p0"))]).toEqual([false, true]);
  });
});
