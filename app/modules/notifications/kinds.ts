/** The lists that a person may leave one by one. */
export const mailLists = ["replies", "topics", "webinars", "digest"] as const;
export type MailList = (typeof mailLists)[number];

/** Whether a list is on until somebody chooses: what concerns a person is, the rest waits for the digest. */
export const defaultLists: Record<MailList, boolean> = { replies: true, topics: false, webinars: true, digest: true };

const notificationKinds = [
  "welcome",
  "reply",
  "new_topic",
  "webinar_moved",
  "webinar_cancelled",
  "certificate",
  "enrolment_accepted",
  "enrolment_declined",
  "enrolment_waiting",
  "reviews_asked",
  "submission_scored",
  "submission_stuck",
  "assignment_due",
  "grade_ready",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** The list by which a kind is mailed some minutes later. The others are mailed at once by other means, or never. */
export const mailListOf: Record<NotificationKind, MailList | null> = {
  welcome: null,
  reply: "replies",
  new_topic: "topics",
  webinar_moved: null,
  webinar_cancelled: null,
  certificate: null,
  enrolment_accepted: null,
  enrolment_declined: null,
  enrolment_waiting: null,
  reviews_asked: null,
  submission_scored: null,
  submission_stuck: null,
  assignment_due: null,
  grade_ready: null,
};

/** What a notification's sentence and its mail need. */
export type NotificationData = {
  title: string;
  /** The space it happened in. */
  space?: string;
  topicId?: string;
  publicId?: number;
  /** Of replies: the first number that was told of, and the last. */
  number?: number;
  lastNumber?: number;
  /** When a webinar begins now; ISO 8601. */
  startsAt?: string;
  /** Who did it, the newest last; each person once. */
  people: { id: string; name: string }[];
  /** Events told of since it was last read; how many of them a mail has told. */
  count: number;
  mailed: number;
};
