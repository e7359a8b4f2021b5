import type { EventName, EventPayload } from "#app/events.ts";
import type { JobName, JobPayload } from "#app/jobs.ts";

/** The jobs that can be made from an event as it is: those whose payload the event carries. */
type JobFor<E extends EventName> = { [N in JobName]: EventPayload<E> extends JobPayload<N> ? N : never }[JobName];

/**
 * What follows from what. Each job takes from the event's payload what its own schema names; the compiler refuses a job
 * that needs something the event does not carry. An empty list says that nobody reacts yet.
 */
export const subscribers: { readonly [E in EventName]: readonly JobFor<E>[] } = {
  "accounts.user.joined": ["notifications.welcome"],
  "accounts.confirmation.requested": ["accounts.mail_confirmation"],
  "accounts.password_reset.requested": ["accounts.mail_password_reset"],
  "accounts.zone.changed": ["notifications.reschedule_digest"],
  "accounts.session.revoked": ["accounts.push_sign_out"],
  "learning.enrolment.created": [],
  "learning.enrolment.ended": [],
  "learning.request.decided": ["notifications.request_decided"],
  "learning.place.given": ["notifications.request_decided"],
  "learning.invitation.sent": ["learning.mail_invitation"],
  "learning.roster.requested": ["learning.run_roster"],
  "learning.unit.completed": [],
  "learning.attempt.submitted": ["learning.mail_receipt"],
  "learning.attempt.marked": ["notifications.attempt_marked"],
  "learning.regrade.requested": ["learning.run_regrade"],
  "learning.grade.decided": ["notifications.grade_decided"],
  "learning.submission.submitted": ["learning.mail_submission"],
  "learning.submission.scored": ["notifications.submission_scored"],
  "learning.submission.stuck": ["notifications.submission_stuck"],
  "learning.reviews.asked": ["notifications.reviews_asked"],
  "learning.assignment.due_soon": ["notifications.assignment_due"],
  "learning.course.completed": ["certificates.issue"],
  "learning.import.requested": ["learning.import_course"],
  "certificates.certificate.issued": ["certificates.notify_issued"],
  "forum.topic.posted": ["notifications.topic_posted"],
  "forum.reply.posted": ["notifications.reply_posted", "learning.note_reply"],
  "webinars.webinar.changed": ["notifications.webinar_changed"],
  "webinars.registration.changed": ["notifications.registration_changed"],
};
