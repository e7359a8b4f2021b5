/** The lists that a person may leave one by one. */
export const mailLists = ["replies", "topics", "webinars", "teaching", "digest"] as const;
export type MailList = (typeof mailLists)[number];

/** Whether a list is on until somebody chooses: what concerns a person is, the rest waits for the digest. */
export const defaultLists: Record<MailList, boolean> = {
  replies: true,
  topics: false,
  webinars: true,
  teaching: true,
  digest: true,
};

/** The kinds of notification; what each one is stands in table.server.ts. */
export type NotificationKind =
  | "welcome"
  | "mentioned"
  | "reply"
  | "new_topic"
  | "reaction"
  | "answer_accepted"
  | "outcome"
  | "translated"
  | "post_edited"
  | "bookmark_due"
  | "space_joined"
  | "space_appointed"
  | "space_dismissed"
  | "space_removed"
  | "space_archived"
  | "space_wish"
  | "space_wish_declined"
  | "webinar_moved"
  | "webinar_cancelled"
  | "certificate"
  | "certificate_revoked"
  | "enrolment_requested"
  | "enrolment_accepted"
  | "enrolment_declined"
  | "enrolment_waiting"
  | "reviews_asked"
  | "submission_scored"
  | "work_to_mark"
  | "submission_stuck"
  | "assignment_due"
  | "grade_ready"
  | "warned"
  | "silenced"
  | "suspended"
  | "sanction_ended"
  | "post_removed"
  | "post_restored"
  | "appeal_declined"
  | "report_decided"
  | "post_published"
  | "post_declined"
  | "case_opened"
  | "case_hidden"
  | "case_appealed"
  | "post_waiting"
  | "sealed_question";

/** What a notification's sentence and its mail need. */
export type NotificationData = {
  title: string;
  /** The space it happened in. */
  space?: string;
  /** What it is called, when somebody has made it. */
  spaceName?: string;
  topicId?: string;
  publicId?: number;
  /** Of replies: the first number that was told of, and the last. */
  number?: number;
  lastNumber?: number;
  /** When a webinar begins now, or until when somebody is silenced or suspended; ISO 8601. */
  startsAt?: string;
  /** Letters of the person's name that a certificate shows as □. */
  letters?: string;
  /** Why the team did something to what a person wrote, or to their account. */
  reason?: string;
  /** A number that its mail names. */
  pending?: number;
  /** Who did it, the newest last; each person once. */
  people: { id: string; name: string }[];
  /** Events told of since it was last read; how many of them a mail has told. */
  count: number;
  mailed: number;
};

/** The group of what calls somebody in one topic. */
export function mentionGroup(topicId: string): string {
  return `mention:${topicId}`;
}

/** The groups of what waits for a decision of the team: what is decided is taken out of them. */
export const caseGroups = { opened: "cases", hidden: "cases:hidden", appealed: "cases:appealed" } as const;
export const waitingGroup = "waiting-posts";

/** The group of a sealed question, as those are told of it who look after its space. */
export function sealedGroup(topicId: string): string {
  return `sealed:${topicId}`;
}

/** The group of what became of one topic. */
export function outcomeGroup(topicId: string): string {
  return `outcome:${topicId}`;
}

/** The group of what happens in one topic. */
export function topicGroup(topicId: string): string {
  return `topic:${topicId}`;
}
