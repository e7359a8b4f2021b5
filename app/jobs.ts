import { z } from "zod";
import { factSchema } from "#app/events.ts";

const id = z.uuid();

/**
 * Every job of the product with the schema of its payload. Processors stand in jobs/processors; a job does one thing and
 * may run twice.
 */
export const jobs = {
  "infra.dispatch_event": z.object({ eventId: z.string() }),
  "mail.send": z.object({ key: z.string() }),
  "accounts.mail_confirmation": z.object({ userId: id, requestId: id.optional() }),
  "accounts.mail_password_reset": z.object({ userId: id, requestId: id.optional() }),
  "forum.prepare_picture": z.object({ name: z.string() }),
  "accounts.prepare_picture": z.object({ userId: id, upload: id }),
  "accounts.push_sign_out": z.object({ userId: id, sessionIds: z.array(z.string()) }),
  "learning.mail_receipt": z.object({ attemptId: id }),
  "learning.mail_missed_receipts": z.object({ userId: id }),
  "learning.run_regrade": z.object({ regradeId: id }),
  "learning.note_reply": z.object({ replyId: id }),
  "learning.follow_merged_topic": z.object({ topicId: id, intoId: id }),
  "learning.note_reply_state": z.object({ replyId: id }),
  "learning.mail_submission": z.object({ submissionId: id }),
  "learning.erase_files": z.object({ submissionId: id }),
  "learning.import_course": z.object({ importRunId: id }),
  "learning.import_questions": z.object({ importRunId: id }),
  "learning.mail_invitation": z.object({ invitationId: id }),
  "learning.run_roster": z.object({ rosterRunId: id }),
  /** Ends what was open about a submission that is another text by now. */
  "moderation.end_reopened": z.object({ submissionId: id, at: z.string() }),
  /** Bring the index of the search up to date with a topic, with a post, with a post that came into sight or went out of it. */
  "search.index_topic": z.object({ topicId: id }),
  "search.index_post": z.object({ replyId: id }),
  "search.index_post_state": z.object({ replyId: id }),
  "search.index_merged": z.object({ topicId: id, intoId: id }),
  "search.index_webinar": z.object({ webinarId: id }),
  "certificates.issue": z.object({ userId: id, courseId: id }),
  /** Tells people of a fact, as the table of kinds says. */
  "notifications.tell": factSchema,
  "notifications.set_up_mail": z.object({ userId: id, digest: z.enum(["daily", "weekly", "never"]) }),
  "notifications.make_up_mails": z.object({ userId: id }),
  "notifications.webinar_changed": z.object({ webinarId: id }),
  "notifications.registration_changed": z.object({ webinarId: id, userId: id }),
  "notifications.reschedule_digest": z.object({ userId: id }),
  "notifications.mail_notification": z.object({ notificationId: id, dueAt: z.string() }),
  /** Takes back what was told of a post that is out of sight by now. */
  "notifications.withdraw_post": z.object({ replyId: id }),
  /** Takes back what the team was told of a case, or of a post that waited, once that is decided. */
  "notifications.withdraw_cases": z.object({ decisionId: id }),
  "notifications.withdraw_waiting": z.object({ waitingId: id }),
  "notifications.send_digest": z.object({ userId: id, period: z.string() }),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>;

/** What carries each job out: one call of a module function. It may run twice for one job. */
export type Processors = { readonly [N in JobName]: (payload: JobPayload<N>) => Promise<unknown> };
