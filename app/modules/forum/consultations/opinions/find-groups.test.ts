import { describe, expect, it } from "vitest";
import { findGroups, smallestGroup } from "./find-groups.ts";
import { kMeans } from "./k-means.ts";
import { type Point, principalPlane } from "./principal-components.ts";
import { seededRandom, shuffled } from "./random.ts";
import { meanSilhouette } from "./silhouette.ts";
import { type CastVote, toVoteMatrix } from "./vote-matrix.ts";

type Row = (number | null)[];

/** People who share an opinion on each statement, and follow it nine times in ten; `missing` of their votes are not given. */
function crowd(opinion: number[], size: number, random: () => number, missing = 0): Row[] {
  return Array.from({ length: size }, () =>
    opinion.map((value) => {
      if (random() < missing) return null;
      return random() < 0.9 ? value : random() < 0.5 ? 0 : -value;
    }),
  );
}

const one = [1, 1, 1, 1, -1, -1, -1, -1, 1, 1];
const two = [-1, -1, -1, -1, 1, 1, 1, 1, 1, 1];
const three = [1, -1, 1, -1, 1, -1, 1, -1, -1, -1];

/** Whether people of one planted crowd, and no others, are together; nearly all of them. */
function isRecovered(labels: number[], sizes: number[]): boolean {
  let from = 0;
  const main = sizes.map((size) => {
    const part = labels.slice(from, (from += size));
    const counts = new Map<number, number>();
    for (const label of part) counts.set(label, (counts.get(label) ?? 0) + 1);
    const [label, count] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
    return count / size >= 0.95 ? label : -1;
  });
  return !main.includes(-1) && new Set(main).size === sizes.length;
}

describe("groups of opinion", () => {
  it.each<[string, number[][], number[], number]>([
    ["two", [one, two], [30, 20], 0],
    ["two with a third of the votes missing", [one, two], [40, 25], 0.33],
    ["three", [one, two, three], [30, 25, 20], 0],
    ["three with a fifth of the votes missing", [one, two, three], [40, 30, 25], 0.2],
  ])("recover %s planted ones, the largest first", (_, opinions, sizes, missing) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = seededRandom(seed);
      const rows = opinions.flatMap((opinion, index) => crowd(opinion, sizes[index]!, random, missing));
      const { labels, sizes: found } = findGroups(rows);
      expect(labels).not.toBeNull();
      expect(found).toHaveLength(sizes.length);
      expect([...found].sort((a, b) => b - a)).toEqual(found);
      expect(isRecovered(labels!, sizes)).toBe(true);
    }
  });

  it("are none in a crowd of one opinion, in one of none, and where all vote the same", () => {
    const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
    const groupsIn = (make: (random: () => number) => Row[]) =>
      seeds.filter((seed) => findGroups(make(seededRandom(seed))).labels !== null).length;
    expect(groupsIn((random) => crowd(one, 50, random))).toBeLessThanOrEqual(2);
    const anyhow = (random: () => number) =>
      Array.from({ length: 50 }, () => one.map(() => Math.floor(random() * 3) - 1));
    expect(groupsIn(anyhow)).toBeLessThanOrEqual(2);
    expect(findGroups(Array.from({ length: 40 }, () => [...one])).labels).toBeNull();
  });

  it("are none of fewer than ten people, and no few people are made one", () => {
    const random = seededRandom(7);
    const few = [...crowd(one, 5, random), ...crowd(two, 4, random)];
    expect(findGroups(few).labels).toBeNull();
    expect(findGroups([])).toEqual({ places: [], labels: null, sizes: [] });
    // Four who differ from everybody else are not shown as a group.
    const { sizes } = findGroups([...crowd(one, 30, random), ...crowd(two, smallestGroup - 1, random)]);
    for (const size of sizes) expect(size).toBeGreaterThanOrEqual(smallestGroup);
  });

  it("are the same for the same votes, and for as many people as may come in a moment", () => {
    const random = seededRandom(3);
    const rows = shuffled([...crowd(one, 1200, random, 0.4), ...crowd(two, 800, random, 0.4)], random);
    const begun = performance.now();
    const found = findGroups(rows);
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(found.sizes).toHaveLength(2);
    expect(findGroups(rows)).toEqual(found);
  });
});

describe("the plane of the votes", () => {
  it("has the line along which people differ as its first axis", () => {
    const places = principalPlane([
      [1, 1, 0],
      [1, 1, 0],
      [-1, -1, 0],
      [-1, -1, 0],
    ]);
    // A step of 2 in two columns is 2 times the square root of 2.
    expect(places[0]![0] - places[2]![0]).toBeCloseTo(2 * Math.SQRT2, 9);
    for (const [, y] of places) expect(y).toBeCloseTo(0, 9);
  });

  it("keeps all distances where there are two statements, and moves out who voted on one of them", () => {
    const rows: Row[] = [
      [1, 1],
      [-1, 0],
      [0, -1],
      [1, -1],
    ];
    const places = principalPlane(rows);
    const apart = (a: number, b: number) => Math.hypot(places[a]![0] - places[b]![0], places[a]![1] - places[b]![1]);
    expect(apart(0, 1)).toBeCloseTo(Math.sqrt(5), 9);
    expect(apart(2, 3)).toBeCloseTo(1, 9);
    const [half] = principalPlane([
      [1, null],
      [1, 1],
      [-1, -1],
      [-1, 1],
      [0, -1],
    ]);
    expect(Math.hypot(...half!)).toBeCloseTo(Math.SQRT2, 9);
  });

  it("puts who has said nothing that is not everybody's opinion in the middle", () => {
    const places = principalPlane([
      [null, null],
      [1, 1],
      [-1, -1],
    ]);
    for (const part of places[0]!) expect(part).toBeCloseTo(0, 9);
    expect(principalPlane([[], []])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

describe("k-means and silhouettes", () => {
  const points: Point[] = [
    [0, 0],
    [0, 1],
    [1, 0],
    [10, 10],
    [10, 11],
    [11, 10],
  ];

  it("find the groups that are there, with their middles", () => {
    const { labels, centres } = kMeans(points, 2, seededRandom(1));
    expect(labels.slice(0, 3)).toEqual(Array(3).fill(labels[0]));
    expect(labels.slice(3)).toEqual(Array(3).fill(1 - labels[0]!));
    expect(centres[labels[0]!]!.map((part) => part.toFixed(3))).toEqual(["0.333", "0.333"]);
  });

  it("are near 1 for groups far apart, below 0 for wrong ones, 0 for a point alone", () => {
    expect(meanSilhouette(points, [0, 0, 0, 1, 1, 1], 2)).toBeGreaterThan(0.9);
    expect(meanSilhouette(points, [0, 1, 0, 1, 0, 1], 2)).toBeLessThan(0);
    // By hand: (3 - 1) / 3, (2 - 1) / 2, and nothing of the one alone.
    const line: Point[] = [
      [0, 0],
      [1, 0],
      [3, 0],
    ];
    expect(meanSilhouette(line, [0, 0, 1], 2)).toBeCloseTo((2 / 3 + 1 / 2 + 0) / 3, 9);
  });
});

describe("the matrix of the votes", () => {
  const votes: CastVote[] = [
    { person: "b", statement: "2", choice: "disagree" },
    { person: "b", statement: "1", choice: "pass" },
    { person: "a", statement: "1", choice: "agree" },
    { person: "c", statement: "3", choice: "agree" },
    { person: "c", statement: "2", choice: "agree" },
    { person: "c", statement: "1", choice: "disagree" },
  ];

  it("holds who voted on enough statements, or on all, in a fixed order", () => {
    const all = {
      people: ["b", "c"],
      statements: ["1", "2", "3"],
      rows: [
        [0, -1, null],
        [-1, 1, 1],
      ],
    };
    expect(toVoteMatrix(votes, { atLeast: 2 })).toEqual(all);
    expect(toVoteMatrix([...votes].reverse(), { atLeast: 2 })).toEqual(all);
    expect(toVoteMatrix(votes, { atLeast: 7 }).people).toEqual(["c"]);
    expect(toVoteMatrix([], { atLeast: 3 })).toEqual({ people: [], statements: [], rows: [] });
  });
});
