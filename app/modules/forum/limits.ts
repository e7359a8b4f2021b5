import type { Actor } from "#app/modules/accounts/actor.ts";
import { hasRole } from "#app/modules/accounts/policy.ts";

export type PostingLimits = {
  secondsBetweenReplies: number;
  secondsBetweenTopics: number;
  topicsPerDay: number;
  editsPerDay: number;
  reactionsPerDay: number;
  filesPerDay: number;
  statementsPerDay: number;
  /** For new people alone; null for everybody else. */
  repliesPerDay: number | null;
  linksPerPost: number | null;
  imagesPerPost: number | null;
};

/** How much one person may write. The pages say it before they write. */
const postingLimits: PostingLimits = {
  secondsBetweenReplies: 5,
  secondsBetweenTopics: 15,
  topicsPerDay: 20,
  editsPerDay: 30,
  reactionsPerDay: 50,
  filesPerDay: 30,
  statementsPerDay: 20,
  repliesPerDay: null,
  linksPerPost: null,
  imagesPerPost: null,
};

/** The same for new people. */
const newPeopleLimits: PostingLimits = {
  ...postingLimits,
  secondsBetweenReplies: 30,
  secondsBetweenTopics: 120,
  topicsPerDay: 3,
  repliesPerDay: 10,
  filesPerDay: 3,
  statementsPerDay: 10,
  linksPerPost: 2,
  imagesPerPost: 1,
};

/** What ends the limits of new people: all three, of what is kept anyway (docs/decisions/new-people.md). */
export const trustedAfter = { days: 1, topicsRead: 5, replies: 1 } as const;

export const maxBodyLength = 20_000;
/** Characters of the name of a space that somebody makes. */
export const spaceNameLength = { min: 3, max: 60 } as const;
/** Characters of the charter of a space in one language. */
export const longestCharter = 5000;
export const maxTitleLength = 150;
export const minTitleLength = 3;
/** Why a topic is closed, in characters: one or two sentences. */
export const maxReasonLength = 300;
/** The answers of a poll, and how long each may be. */
export const pollAnswers = { fewest: 2, most: 10, length: 100 } as const;
/** The statements of a consultation: how long each may be, how many one person may propose, and how many there may be. */
export const statements = { length: 200, perPerson: 5, most: 60 } as const;
/** On how many statements somebody votes before they are counted among the groups of opinion; on all where there are fewer. */
export const votesToCount = 5;
/** The same text by the same person within so many minutes is refused. */
export const sameTextMinutes = 5;
/** Changes to a post that is younger, and that nobody has replied to, leave no trace in its history. */
export const graceMinutes = 5;
/** Posts of one person that may wait for facilitators at the same time. */
export const waitingAtMost = 5;
/** Characters of the reason for which a post is declined. */
export const longestReason = 2000;
/** Days for which a draft is kept that nobody touches. */
export const draftDays = 180;
/** Days after which a file goes that stands in no post: a draft may hold it as long as it is kept itself. */
export const unusedFileDays = draftDays + 1;
/** Days after which a link into a space that brings in nobody any more is forgotten, once the next is made. */
export const invitationKeptDays = 30;
/** Replies on one page of a topic, and topics on one page of a space. */
export const repliesPerPage = 20;
export const topicsPerPage = 25;

/** The limits that bind the actor; null for trainers, facilitators and above, who post for whole groups. */
export function limitsFor(actor: Actor): PostingLimits | null {
  const { isNew } = actor;
  if (hasRole(actor, ["trainer", "facilitator", "moderator"])) return null;
  return isNew ? newPeopleLimits : postingLimits;
}

/** Private feeds of a person. */
export const feedTokensAtMost = 20;
/** Days after which a private feed ends that no program asked for. */
export const feedUnusedDays = 365;
/** Signs of its name. */
export const longestFeedName = 60;
