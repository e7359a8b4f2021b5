import { smallestGroup } from "./find-groups.ts";
import type { Grouping } from "./find-groups.ts";
import type { Point } from "./principal-components.ts";
import type { VoteMatrix } from "./vote-matrix.ts";

/**
 * How many in ten of those who voted agree, and how many disagree, as if it were one of them at least and not all: from 1, or 2 among five
 * or six people, which stands for fewer, too, to 9, or 8, which stands for more.
 */
export type Share = { agree: number; disagree: number };

/** What people make of one statement: each group, or everybody where there are no groups; null where too few have voted to say so. */
export type StatementOpinion = { id: string; shares: (Share | null)[] };

/** The groups of opinion of a consultation as everybody may see them. */
export type Opinions = {
  /** How many people were counted. */
  people: number;
  /** The largest first; none where people do not fall apart into groups. */
  groups: { size: number; x: number; y: number }[];
  statements: StatementOpinion[];
};

/**
 * What may be shown of votes and the groups found in them: no figure of fewer than five votes, only tenths, and the same
 * whether all or all but one agree, so that a group that agrees as one does not tell how each of its members voted. Where there are groups, nothing is said of everybody together:
 * a group of which nothing is said could be had by subtraction.
 */
export function describeOpinions({ statements, rows }: VoteMatrix, { places, labels, sizes }: Grouping): Opinions {
  const parts = labels ? sizes.map((_, group) => rows.filter((__, person) => labels[person] === group)) : [rows];
  return {
    people: rows.length,
    groups: sizes.map((size, group) => ({
      size,
      ...middleOf(places.filter((_, person) => labels![person] === group)),
    })),
    statements: statements.map((id, column) => ({
      id,
      shares: parts.map((part) => shareOf(part.map((row) => row[column]!))),
    })),
  };
}

function shareOf(votes: readonly (number | null)[]): Share | null {
  const given = votes.filter((vote) => vote !== null);
  if (given.length < smallestGroup) return null;
  const tenthsOf = (value: number) => {
    // As if one at least thought otherwise: among five or six a tenth more or less is a person, and 9 could be everybody alone.
    const count = Math.min(given.length - 1, Math.max(1, given.filter((vote) => vote === value).length));
    return Math.min(9, Math.max(1, Math.round((10 * count) / given.length)));
  };
  return { agree: tenthsOf(1), disagree: tenthsOf(-1) };
}

function middleOf(points: readonly Point[]): { x: number; y: number } {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return { x: mean(0), y: mean(1) };
}

/** Tenths from which on a statement unites, and by which groups are apart where one divides. */
const most = 6;
const apart = 4;
const mostShown = 5;

/**
 * The statements that unite, which most of every group agree with, or disagree with; and those that divide, with which much more of one
 * group agree than of another. The clearest first, five at most of each.
 */
export function selectStatements({ groups, statements }: Pick<Opinions, "groups" | "statements">) {
  const known = statements.flatMap(({ id, shares }) =>
    shares.every((share) => share !== null) ? [{ id, shares }] : [],
  );
  const least = (shares: Share[], what: keyof Share) => Math.min(...shares.map((share) => share[what]));
  const unity = ({ shares }: { shares: Share[] }) => Math.max(least(shares, "agree"), least(shares, "disagree"));
  const agree = ({ shares }: { shares: Share[] }) => shares.map((share) => share.agree);
  const distance = (one: { shares: Share[] }) => Math.max(...agree(one)) - Math.min(...agree(one));
  const top = (score: (one: { shares: Share[] }) => number, from: number) =>
    known
      .filter((one) => score(one) >= from)
      .sort((one, other) => score(other) - score(one) || (one.id < other.id ? -1 : 1))
      .slice(0, mostShown)
      .map(({ id }) => id);
  return { unite: top(unity, most), divide: groups.length > 1 ? top(distance, apart) : [] };
}

/** What a group is called: A, B and so on. */
export function groupLetter(group: number): string {
  return String.fromCharCode(65 + group);
}
