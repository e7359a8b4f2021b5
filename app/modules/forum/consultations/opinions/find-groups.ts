import { type Clustering, kMeans } from "./k-means.ts";
import { type Point, principalPlane } from "./principal-components.ts";
import { seededRandom, shuffled } from "./random.ts";
import { meanSilhouette } from "./silhouette.ts";

/** No group smaller than this is shown. */
export const smallestGroup = 5;
const mostGroups = 5;
/** Below this a silhouette is no structure at all (Kaufman and Rousseeuw, "Finding Groups in Data", 1990). */
const weakest = 0.25;
/** So many crowds without groups are drawn to compare with: that all of them have less structure happens by chance once in twenty times. */
const shuffles = 19;
/** The number of groups is chosen, and compared, on so many people at most. */
const mostCompared = 250;
const seed = 2005;

type Rows = readonly (readonly (number | null)[])[];

/** Where each person stands, and in which group: from 0 on, the largest first; none where there are no groups. */
export type Grouping = { places: Point[]; labels: number[] | null; sizes: number[] };

/**
 * Groups of people who vote alike; `rows` are their votes (`toVoteMatrix`). They are placed by `principalPlane` and divided by `kMeans`
 * into two to five groups, whichever number has the best silhouette; a division with a group smaller than five is none.
 *
 * K-means divides any crowd, so one more thing is asked: the groups must be clearer than those of crowds that have none. Such a crowd is
 * made by shuffling the votes on each statement among the people who voted on it: each statement keeps its votes, and what went together
 * in a person does not any more (a permutation test, as Horn's parallel analysis of 1965 is one). Always the same for the same rows.
 */
export function findGroups(rows: Rows): Grouping {
  const places = principalPlane(rows);
  const none: Grouping = { places, labels: null, sizes: [] };
  if (rows.length < 2 * smallestGroup) return none;
  const sample = sampleOf(rows);
  const found = bestDivision(principalPlane(sample));
  if (!found || found.clarity < weakest) return none;
  const random = seededRandom(seed);
  for (let time = 0; time < shuffles; time++) {
    const other = bestDivision(principalPlane(withoutGroups(sample, random)));
    if (other && other.clarity >= found.clarity) return none;
  }
  const whole = divide(places, found.k);
  return whole ? { places, ...whole } : none;
}

/** Every so-manieth person, so that as many are compared as can be. */
function sampleOf(rows: Rows): Rows {
  const step = Math.ceil(rows.length / mostCompared);
  return step === 1 ? rows : rows.filter((_, index) => index % step === 0);
}

function bestDivision(points: readonly Point[]): { k: number; clarity: number } | null {
  let best: { k: number; clarity: number } | null = null;
  for (let k = 2; k <= mostGroups; k++) {
    const division = divide(points, k);
    if (!division) continue;
    const clarity = meanSilhouette(points, division.labels, k);
    if (best === null || clarity > best.clarity + 1e-9) best = { k, clarity };
  }
  return best;
}

/** Points in `k` groups, the largest first; null when one of them would be too small to be shown. */
function divide(points: readonly Point[], k: number): { labels: number[]; sizes: number[] } | null {
  const { labels, centres } = kMeans(points, k, seededRandom(seed + k));
  const sizes = centres.map((_, group) => labels.filter((label) => label === group).length);
  if (Math.min(...sizes) < smallestGroup) return null;
  const order = inOrder({ labels, centres }, sizes);
  return { labels: labels.map((label) => order.indexOf(label)), sizes: order.map((group) => sizes[group]!) };
}

/** Groups by their size, those of one size by where they lie. */
function inOrder({ centres }: Clustering, sizes: number[]): number[] {
  return centres
    .map((_, group) => group)
    .sort((one, other) => sizes[other]! - sizes[one]! || centres[one]![0] - centres[other]![0]);
}

function withoutGroups(rows: Rows, random: () => number): Rows {
  const mixed = rows.map((row) => [...row]);
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const voted = mixed.filter((row) => row[column] !== null);
    const votes = shuffled(
      voted.map((row) => row[column]!),
      random,
    );
    voted.forEach((row, index) => (row[column] = votes[index]!));
  }
  return mixed;
}
