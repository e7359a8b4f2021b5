import { setMaxListeners } from "node:events";
import { db } from "#app/infra/db.server.ts";
import { logger } from "#app/infra/logger.server.ts";
import { deleteStaleMail, sweepMail } from "#app/infra/mail.server.ts";
import { deleteExpiredForms } from "#app/modules/accounts/kept-forms.server.ts";
import { deleteExpiredSessions } from "#app/modules/accounts/sessions.server.ts";
import { remindOfDueDates } from "#app/modules/learning/assignments/remind-of-due-dates.server.ts";
import { sweepAssignments } from "#app/modules/learning/assignments/advance-review-round.server.ts";
import { forgetInvited } from "#app/modules/learning/enrolment/clean-up-invitations.server.ts";
import { sweepPlaces } from "#app/modules/learning/enrolment/assign-seats.server.ts";
import { sweepDueAttempts } from "#app/modules/learning/quizzes/end-attempt.server.ts";
import { sweepDueDigests } from "#app/modules/notifications/send-digest.server.ts";
import { sweepDueMails } from "#app/modules/notifications/mail-notification.server.ts";
import { deleteDispatchedEvents, sweepOutbox } from "#app/infra/outbox.server.ts";

import { carryAttendance } from "#jobs/attendance.ts";

type Sweep = { name: string; everySeconds: number; run: () => Promise<unknown> };

/**
 * Everything that time brings about. Due times stand in rows and a sweep asks what is due, so that downtime is caught up
 * by the next run; each sweep works in bounded batches and may find nothing.
 */
const sweeps: readonly Sweep[] = [
  { name: "outbox.hand_over", everySeconds: 5, run: sweepOutbox },
  { name: "mail.hand_over", everySeconds: 10, run: sweepMail },
  { name: "notifications.mails_due", everySeconds: 30, run: () => sweepDueMails() },
  { name: "notifications.digests_due", everySeconds: 60, run: () => sweepDueDigests() },
  { name: "learning.places_free", everySeconds: 60, run: () => sweepPlaces() },
  { name: "learning.attempts_due", everySeconds: 5, run: () => sweepDueAttempts() },
  { name: "learning.attendance", everySeconds: 60, run: carryAttendance },
  { name: "learning.assignments_due", everySeconds: 30, run: () => sweepAssignments() },
  { name: "learning.assignments_remind", everySeconds: 600, run: () => remindOfDueDates() },
  { name: "outbox.forget", everySeconds: 3600, run: deleteDispatchedEvents },
  { name: "mail.forget", everySeconds: 3600, run: deleteStaleMail },
  { name: "learning.forget_invited", everySeconds: 3600, run: () => forgetInvited() },
  { name: "accounts.forget_forms", everySeconds: 600, run: deleteExpiredForms },
  { name: "accounts.forget_sessions", everySeconds: 3600, run: deleteExpiredSessions },
];

/**
 * Runs one sweep unless another worker is at it: a lock of the database that a dead holder loses with its connection.
 * Returns whether it ran here.
 */
export async function runSweep(sweep: Sweep): Promise<boolean> {
  return db().$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended(${`sweep:${sweep.name}`}, 0)) AS held`;
      if (!lock?.held) return false;
      await sweep.run();
      return true;
    },
    { maxWait: 10_000, timeout: 600_000 },
  );
}

/** Runs every sweep once, in order. */
export async function runSweeps(): Promise<void> {
  for (const sweep of sweeps) await runSweep(sweep);
}

/** Keeps every sweep running at its pace until stopped; `stop` waits for those under way. */
export function startSweeps(): { stop(): Promise<void> } {
  const stopping = new AbortController();
  // Every sweep listens; more than ten are no leak.
  setMaxListeners(sweeps.length + 1, stopping.signal);
  const loops = sweeps.map((sweep) => keepRunning(sweep, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function keepRunning(sweep: Sweep, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    // A fifth of chance keeps several workers from asking at the same moment.
    await pause(sweep.everySeconds * 1000 * (0.9 + Math.random() * 0.2), stopping);
    if (stopping.aborted) return;
    try {
      await runSweep(sweep);
    } catch (error) {
      logger().warn({ err: error, sweep: sweep.name }, "a sweep failed and will be tried again");
    }
  }
}

function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopping.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stopping.addEventListener("abort", done);
  });
}
