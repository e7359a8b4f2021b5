import {
  notifyAssignmentDue,
  notifyReviewsAsked,
  notifySubmissionScored,
  notifySubmissionStuck,
} from "#app/modules/notifications/assignment-notices.server.ts";
import { sendDigest } from "#app/modules/notifications/send-digest.server.ts";
import { notifyRequestDecided } from "#app/modules/notifications/enrolment-notices.server.ts";
import { notifyReplyPosted, notifyTopicPosted } from "#app/modules/notifications/forum-notices.server.ts";
import { notifyAttemptMarked, notifyGradeDecided } from "#app/modules/notifications/grade-notices.server.ts";
import { mailNotification } from "#app/modules/notifications/mail-notification.server.ts";
import { rescheduleDigest } from "#app/modules/notifications/save-mail-settings.server.ts";
import { tellRegistrationChanged, tellWebinarChanged } from "#app/modules/notifications/webinar-notices.server.ts";
import { welcome } from "#app/modules/notifications/welcome.server.ts";
import type { Processors } from "#app/jobs.ts";

export const notifications = {
  "notifications.welcome": (wish) => welcome(wish),
  "notifications.request_decided": ({ requestId }) => notifyRequestDecided(requestId),
  "notifications.submission_scored": ({ submissionId }) => notifySubmissionScored(submissionId),
  "notifications.submission_stuck": ({ submissionId }) => notifySubmissionStuck(submissionId),
  "notifications.reviews_asked": (news) => notifyReviewsAsked(news),
  "notifications.assignment_due": (news) => notifyAssignmentDue(news),
  "notifications.attempt_marked": ({ attemptId }) => notifyAttemptMarked(attemptId),
  "notifications.grade_decided": ({ gradeOverrideId }) => notifyGradeDecided(gradeOverrideId),
  "notifications.topic_posted": ({ topicId }) => notifyTopicPosted(topicId),
  "notifications.reply_posted": ({ replyId }) => notifyReplyPosted(replyId),
  "notifications.webinar_changed": ({ webinarId }) => tellWebinarChanged(webinarId),
  "notifications.registration_changed": (which) => tellRegistrationChanged(which),
  "notifications.reschedule_digest": ({ userId }) => rescheduleDigest(userId),
  "notifications.mail_notification": (due) => mailNotification(due),
  "notifications.send_digest": (due) => sendDigest(due),
} satisfies Partial<Processors>;
