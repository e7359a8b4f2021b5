import {
  mailMissedSubmissions,
  mailSubmission,
} from "#app/modules/learning/assignments/mail-submission-receipt.server.ts";
import { erasePurgedFiles } from "#app/modules/learning/assignments/reviews/moderate-submission.server.ts";
import { runImport } from "#app/modules/learning/interchange/courses/run-import.server.ts";
import { runQuestionImport } from "#app/modules/learning/interchange/questions/run-question-import.server.ts";
import { mailInvitation } from "#app/modules/learning/enrolment/invitations/mail-invitation.server.ts";
import { mailMissedReceipts, mailReceipt } from "#app/modules/learning/quizzes/mail-receipt.server.ts";
import { runRoster } from "#app/modules/learning/enrolment/roster/run-roster.server.ts";
import {
  findReplyFacts,
  findTopicNumber,
  listReplyFacts,
  readReplyFactsOf,
} from "#app/modules/forum/news/list-reply-facts.server.ts";
import { runRegrade } from "#app/modules/learning/quizzes/staff/run-regrade.server.ts";
import { followMergedTopic } from "#app/modules/learning/study/follow-merged-topic.server.ts";
import { forgetReply, noteReplies } from "#app/modules/learning/study/record-linked-activities.server.ts";
import type { Processors } from "#app/jobs.ts";

export const learning = {
  "learning.run_regrade": ({ regradeId }) => runRegrade(regradeId),
  "learning.note_reply": async ({ replyId }) => noteReplies(await listReplyFacts([replyId])),
  "learning.note_reply_state": async ({ replyId }) => {
    const reply = await findReplyFacts(replyId);
    if (reply) await (reply.isVisible ? noteReplies([reply]) : forgetReply(reply));
  },
  "learning.follow_merged_topic": async ({ topicId, intoId }) => {
    const [from, into] = await Promise.all([topicId, intoId].map(findTopicNumber));
    if (from && into && (await followMergedTopic({ from, into }))) {
      for await (const replies of readReplyFactsOf(intoId)) await noteReplies(replies);
    }
  },
  "learning.mail_receipt": ({ attemptId }) => mailReceipt(attemptId),
  "learning.mail_missed_receipts": async (who) => {
    await mailMissedReceipts(who);
    await mailMissedSubmissions(who);
  },
  "learning.mail_submission": ({ submissionId }) => mailSubmission(submissionId),
  "learning.erase_files": ({ submissionId }) => erasePurgedFiles(submissionId),
  "learning.import_course": ({ importRunId }) => runImport(importRunId),
  "learning.import_questions": ({ importRunId }) => runQuestionImport(importRunId),
  "learning.mail_invitation": ({ invitationId }) => mailInvitation(invitationId),
  "learning.run_roster": ({ rosterRunId }) => runRoster(rosterRunId),
} satisfies Partial<Processors>;
