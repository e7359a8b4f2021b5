import { setMaxListeners } from "node:events";
import { deleteEndedLimits } from "#app/infra/limits.server.ts";
import { deleteStaleMail, mailBatch, staleMailBatch, sweepMail } from "#app/infra/mail-hand-over.server.ts";
import { deleteDispatchedEvents, dispatchedBatch, outboxBatch, sweepOutbox } from "#app/infra/outbox.server.ts";
import { makeProcessLocks } from "#app/infra/process-locks.server.ts";
import { endBatch, endUnconfirmed } from "#app/modules/accounts/end-unconfirmed.server.ts";
import { cleanUpPictures, picturesBatch } from "#app/modules/accounts/pictures/clean-up-pictures.server.ts";
import { deleteOldSanctions, sanctionsBatch } from "#app/modules/accounts/sanctions/delete-old-sanctions.server.ts";
import { deleteExpiredForms } from "#app/modules/accounts/save-form.server.ts";
import { deleteExpiredSessions } from "#app/modules/accounts/sessions.server.ts";
import { remindersBatch, remindOfBookmarks } from "#app/modules/forum/bookmarks/remind-of-bookmarks.server.ts";
import { drawOpinions, opinionsBatch } from "#app/modules/forum/consultations/draw-opinions.server.ts";
import { deleteOldDrafts, draftsBatch } from "#app/modules/forum/drafts/delete-old-drafts.server.ts";
import { cleanUpFiles, filesBatch } from "#app/modules/forum/files/clean-up-files.server.ts";
import { trustBatch, trustWriters } from "#app/modules/forum/posting/trust-writers.server.ts";
import { purgeBatch, purgeDeleted } from "#app/modules/forum/states/purge-deleted.server.ts";
import { remindOfDueDates } from "#app/modules/learning/assignments/remind-of-due-dates.server.ts";
import { sweepAssignments } from "#app/modules/learning/assignments/reviews/advance-review-round.server.ts";
import { cleanUpInvitations } from "#app/modules/learning/enrolment/clean-up-invitations.server.ts";
import { seatsBatch, sweepSeats } from "#app/modules/learning/enrolment/assign-seats.server.ts";
import { cleanUpImports, importsBatch } from "#app/modules/learning/interchange/questions/clean-up-imports.server.ts";
import { reportsBatch, sweepCourseReports } from "#app/modules/learning/grades/keep-course-reports.server.ts";
import { attemptsBatch, sweepDueAttempts } from "#app/modules/learning/quizzes/end-attempt.server.ts";
import { listUndecidedPosts } from "#app/modules/moderation/cases/any-undecided.server.ts";
import { casesBatch, deleteOldCases, endHiding, hiddenBatch } from "#app/modules/moderation/sweep-cases.server.ts";
import { forgetToldEvents, toldBatch } from "#app/modules/notifications/forget-told-events.server.ts";
import { digestBatch, sweepDueDigests } from "#app/modules/notifications/send-digest.server.ts";
import { dueMailBatch, sweepDueMails } from "#app/modules/notifications/mail-notification.server.ts";
import { indexChangedCourses } from "#app/modules/search/indexing/index-courses.server.ts";
import { indexMissed, missedBatch } from "#app/modules/search/indexing/index-missed.server.ts";
import { attendanceBatch } from "#app/modules/webinars/record-attendance.server.ts";
import { syncAttendance } from "#jobs/attendance.ts";
import { keepRunning, runSweep, type Sweep } from "#jobs/run-sweep.ts";

/**
 * Everything that time brings about. Due times stand in rows and a sweep asks what is due, so that downtime is caught up
 * by the next run; each sweep works in bounded batches and may find nothing.
 */
export const sweeps: readonly Sweep[] = [
  { name: "outbox.hand_over", everySeconds: 5, run: sweepOutbox, batch: outboxBatch },
  { name: "mail.hand_over", everySeconds: 10, run: sweepMail, batch: mailBatch },
  { name: "notifications.mails_due", everySeconds: 30, run: () => sweepDueMails(), batch: dueMailBatch },
  { name: "notifications.digests_due", everySeconds: 60, run: () => sweepDueDigests(), batch: digestBatch },
  { name: "learning.places_free", everySeconds: 60, run: () => sweepSeats(), batch: seatsBatch },
  { name: "learning.attempts_due", everySeconds: 5, run: () => sweepDueAttempts(), batch: attemptsBatch },
  { name: "learning.attendance", everySeconds: 60, run: syncAttendance, batch: attendanceBatch },
  { name: "learning.assignments_due", everySeconds: 30, run: () => sweepAssignments() },
  { name: "learning.assignments_remind", everySeconds: 600, run: () => remindOfDueDates() },
  { name: "learning.reports", everySeconds: 300, run: () => sweepCourseReports(), batch: reportsBatch },
  { name: "outbox.cleanup", everySeconds: 3600, run: deleteDispatchedEvents, batch: dispatchedBatch },
  { name: "mail.cleanup", everySeconds: 3600, run: deleteStaleMail, batch: staleMailBatch },
  { name: "notifications.cleanup_told", everySeconds: 3600, run: () => forgetToldEvents(), batch: toldBatch },
  { name: "forum.cleanup_drafts", everySeconds: 3600, run: () => deleteOldDrafts(), batch: draftsBatch },
  { name: "forum.cleanup_files", everySeconds: 3600, run: () => cleanUpFiles(), batch: filesBatch },
  { name: "forum.purge_deleted", everySeconds: 3600, run: () => purgeDeleted(listUndecidedPosts), batch: purgeBatch },
  { name: "forum.reminders", everySeconds: 60, run: () => remindOfBookmarks(), batch: remindersBatch },
  { name: "forum.opinions", everySeconds: 60, run: () => drawOpinions(), batch: opinionsBatch },
  { name: "forum.trust_writers", everySeconds: 300, run: () => trustWriters(), batch: trustBatch },
  { name: "moderation.hiding_ends", everySeconds: 300, run: () => endHiding(), batch: hiddenBatch },
  { name: "moderation.cleanup_cases", everySeconds: 3600, run: () => deleteOldCases(), batch: casesBatch },
  { name: "search.courses", everySeconds: 4, run: () => indexChangedCourses() },
  { name: "search.missed", everySeconds: 60, run: indexMissed, batch: missedBatch },
  { name: "infra.cleanup_limits", everySeconds: 3600, run: () => deleteEndedLimits() },
  { name: "learning.cleanup_invitations", everySeconds: 3600, run: () => cleanUpInvitations() },
  { name: "learning.cleanup_imports", everySeconds: 3600, run: () => cleanUpImports(), batch: importsBatch },
  { name: "accounts.cleanup_forms", everySeconds: 600, run: () => deleteExpiredForms() },
  { name: "accounts.cleanup_sessions", everySeconds: 3600, run: () => deleteExpiredSessions() },
  { name: "accounts.cleanup_pictures", everySeconds: 600, run: () => cleanUpPictures(), batch: picturesBatch },
  { name: "accounts.cleanup_sanctions", everySeconds: 3600, run: () => deleteOldSanctions(), batch: sanctionsBatch },
  { name: "accounts.end_unconfirmed", everySeconds: 3600, run: () => endUnconfirmed(), batch: endBatch },
];

/** Runs every sweep once, in order. */
export async function runSweeps(): Promise<void> {
  for (const sweep of sweeps) await runSweep(sweep);
}

/** Keeps every sweep running at its pace until stopped; `stop` waits for those under way. */
export function startSweeps(): { stop(): Promise<void> } {
  const stopping = new AbortController();
  // Every sweep listens; more than ten are no leak.
  setMaxListeners(sweeps.length + 1, stopping.signal);
  const locks = makeProcessLocks();
  const loops = sweeps.map((sweep) => keepRunning(sweep, stopping.signal, locks));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      await locks.close();
    },
  };
}
