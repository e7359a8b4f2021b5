import type { EventName, EventPayload } from "#app/events.ts";
import type { JobName, JobPayload } from "#app/jobs.ts";
import type { NotifyingFact } from "#app/modules/notifications/kinds/table.server.ts";

/** The jobs that can be made from an event as it is: those whose payload the event carries. */
type JobFor<E extends EventName> = { [N in JobName]: EventPayload<E> extends JobPayload<N> ? N : never }[JobName];

type Jobs<E extends EventName> = readonly [JobFor<E>, ...JobFor<E>[]];

/** A fact that nobody is told of has at least one job, or it would have no use. */
type Subscribers = { readonly [E in Exclude<EventName, NotifyingFact>]: Jobs<E> } & {
  readonly [E in NotifyingFact]?: Jobs<E>;
};

/**
 * What follows from what, besides telling people: which fact tells whom stands in the table of kinds of notification, and
 * dispatch.ts adds the job for it. Each job takes from the event's payload what its own schema names; the compiler refuses a
 * job that needs something the event does not carry, and a fact from which nothing follows.
 */
export const subscribers: Subscribers = {
  "accounts.user.joined": ["notifications.set_up_mail"],
  "accounts.confirmation.requested": ["accounts.mail_confirmation"],
  "accounts.address.confirmed": ["notifications.make_up_mails", "learning.mail_missed_receipts"],
  "accounts.password_reset.requested": ["accounts.mail_password_reset"],
  "accounts.zone.changed": ["notifications.reschedule_digest"],
  "accounts.picture.uploaded": ["accounts.prepare_picture"],
  "accounts.session.revoked": ["accounts.push_sign_out"],
  "learning.invitation.sent": ["learning.mail_invitation"],
  "learning.roster.requested": ["learning.run_roster"],
  "learning.attempt.submitted": ["learning.mail_receipt"],
  "learning.regrade.requested": ["learning.run_regrade"],
  "learning.submission.submitted": ["learning.mail_submission"],
  "learning.submission.purged": ["learning.erase_files"],
  "learning.submission.reopened": ["moderation.end_reopened"],
  "learning.course.completed": ["certificates.issue"],
  "learning.import.requested": ["learning.import_course"],
  "learning.questions_import.requested": ["learning.import_questions"],
  "forum.picture.added": ["forum.prepare_picture"],
  "forum.topic.posted": ["search.index_topic"],
  "forum.reply.posted": ["learning.note_reply", "search.index_post"],
  "forum.post.rewritten": ["search.index_post"],
  "forum.post.state_changed": ["learning.note_reply_state", "notifications.withdraw_post", "search.index_post_state"],
  "forum.waiting.decided": ["notifications.withdraw_waiting"],
  "forum.waiting.deleted": ["notifications.withdraw_waiting"],
  "forum.topic.merged": ["learning.follow_merged_topic", "search.index_merged"],
  "moderation.case.decided": ["notifications.withdraw_cases"],
  "webinars.webinar.changed": ["notifications.webinar_changed", "search.index_webinar"],
  "webinars.registration.changed": ["notifications.registration_changed"],
};
