import type { EventName } from "#app/events.ts";
import { enqueueAll } from "#app/infra/queue.server.ts";
import { jobsAfter } from "#jobs/dispatch.ts";

/**
 * Jobs of earlier versions that may still wait in the queue when a new one starts: each carried what its fact carries, so
 * the fact's jobs of today are made of it. All of them may run twice. A line may go a year after it came.
 */
const retiredJobs = {
  // 2026-11
  "certificates.notify_issued": "certificates.certificate.issued",
  "notifications.welcome": "accounts.user.joined",
  "notifications.request_decided": "learning.request.decided",
  "notifications.submission_scored": "learning.submission.scored",
  "notifications.submission_stuck": "learning.submission.stuck",
  "notifications.reviews_asked": "learning.reviews.asked",
  "notifications.assignment_due": "learning.assignment.due_soon",
  "notifications.attempt_marked": "learning.attempt.marked",
  "notifications.grade_decided": "learning.grade.decided",
  "notifications.topic_posted": "forum.topic.posted",
  "notifications.reply_posted": "forum.reply.posted",
} as const satisfies Record<string, EventName>;

/** Asks for the jobs of today instead of a retired one. Returns whether there was such a job. */
export async function replaceRetired(name: string, payload: unknown): Promise<boolean> {
  if (!Object.hasOwn(retiredJobs, name)) return false;
  await enqueueAll(jobsAfter(retiredJobs[name as keyof typeof retiredJobs], payload));
  return true;
}
