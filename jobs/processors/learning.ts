import { mailSubmission } from "#app/modules/learning/assignments/receipt-mail.server.ts";
import { runImport } from "#app/modules/learning/interchange/courses/import-runs.server.ts";
import { mailInvitation } from "#app/modules/learning/enrolment/invitations.server.ts";
import { mailReceipt } from "#app/modules/learning/quizzes/receipt-mail.server.ts";
import { runRoster } from "#app/modules/learning/enrolment/roster/run-roster.server.ts";
import { findReplyFacts } from "#app/modules/forum/reply-facts.server.ts";
import { runRegrade } from "#app/modules/learning/quizzes/staff/regrading.server.ts";
import { noteReply } from "#app/modules/learning/study/noting.server.ts";
import type { Processors } from "#jobs/processors.ts";

export const learning: Partial<Processors> = {
  "learning.run_regrade": ({ regradeId }) => runRegrade(regradeId),
  "learning.note_reply": async ({ replyId }) => {
    const reply = await findReplyFacts(replyId);
    if (reply) await noteReply({ replyId, ...reply });
  },
  "learning.mail_receipt": ({ attemptId }) => mailReceipt(attemptId),
  "learning.mail_submission": ({ submissionId }) => mailSubmission(submissionId),
  "learning.import_course": ({ importRunId }) => runImport(importRunId),
  "learning.mail_invitation": ({ invitationId }) => mailInvitation(invitationId),
  "learning.run_roster": ({ rosterRunId }) => runRoster(rosterRunId),
};
