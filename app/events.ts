/**
 * Every domain fact of the product. A fact is written in the transaction that makes it true and names ids only: whoever
 * reacts reads the present state. What reacts to it stands in jobs/subscribers.ts.
 */
type Events = {
  "accounts.user.joined": { userId: string; digest: "daily" | "weekly" | "never" };
  "accounts.confirmation.requested": { userId: string };
  "accounts.password_reset.requested": { userId: string };
  /** The zone of a person, and so their clock, is another one now. */
  "accounts.zone.changed": { userId: string };
  "accounts.session.revoked": { userId: string; sessionIds: string[] };
  "learning.enrolment.created": { userId: string; courseId: string };
  "learning.enrolment.ended": { userId: string; courseId: string };
  /** A trainer has accepted or declined a wish to enrol. */
  "learning.request.decided": { requestId: string };
  /** Somebody from the waiting list has a place now. */
  "learning.place.given": { requestId: string };
  "learning.invitation.sent": { invitationId: string };
  "learning.roster.requested": { rosterRunId: string };
  "learning.unit.completed": { userId: string; courseId: string; unitId: string };
  "learning.attempt.submitted": { attemptId: string };
  /** The last answer that waited for a trainer's marks has them. */
  "learning.attempt.marked": { attemptId: string };
  "learning.regrade.requested": { regradeId: string };
  /** A trainer has decided a grade instead of the unit's own rules. */
  "learning.grade.decided": { gradeOverrideId: string };
  "learning.submission.submitted": { submissionId: string };
  /** The score of a submission is final, or a trainer has given another one. */
  "learning.submission.scored": { submissionId: string };
  /** The reviews of a submission do not come: somebody of the staff has to step in. */
  "learning.submission.stuck": { submissionId: string };
  /** Somebody has new reviews to give. */
  "learning.reviews.asked": { unitId: string; userId: string; askedAt: string };
  "learning.assignment.due_soon": { unitId: string; userId: string; dueAt: string };
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
