/**
 * Every domain fact of the product. A fact is written in the transaction that makes it true and names ids only: whoever
 * reacts reads the present state. What reacts to it stands in jobs/subscribers.ts.
 */
export type Events = {
  "accounts.user.joined": { userId: string; digest: "daily" | "weekly" | "never" };
  "accounts.confirmation.requested": { userId: string };
  "accounts.password_reset.requested": { userId: string };
  /** The zone of a person, and so their clock, is another one now. */
  "accounts.zone.changed": { userId: string };
  "accounts.session.revoked": { userId: string; sessionIds: string[] };
  "learning.enrolment.created": { userId: string; courseId: string };
  "learning.unit.completed": { userId: string; courseId: string; unitId: string };
  "learning.attempt.submitted": { attemptId: string };
  "learning.course.completed": { userId: string; courseId: string };
  "learning.import.requested": { importRunId: string };
  "certificates.certificate.issued": { certificateId: string };
  "forum.topic.posted": { topicId: string };
  "forum.reply.posted": { replyId: string };
  "webinars.webinar.changed": { webinarId: string };
  "webinars.registration.changed": { webinarId: string; userId: string };
};

export type EventName = keyof Events;
export type EventPayload<N extends EventName> = Events[N];
