import { observed } from "#jobs/observed.ts";
import { sendDigest } from "#app/modules/notifications/send-digest.server.ts";
import { makeUpMails } from "#app/modules/notifications/make-up-mails.server.ts";
import { mailNotification } from "#app/modules/notifications/mail-notification.server.ts";
import { setUpMail } from "#app/modules/notifications/set-up-mail.server.ts";
import { rescheduleDigest } from "#app/modules/notifications/save-mail-settings.server.ts";
import { tell } from "#app/modules/notifications/tell.server.ts";
import { tellRegistrationChanged, tellWebinarChanged } from "#app/modules/notifications/webinar-notices.server.ts";
import { withdrawCases, withdrawWaiting } from "#app/modules/notifications/withdrawing/withdraw-decided.server.ts";
import { withdrawPost } from "#app/modules/notifications/withdrawing/withdraw-post.server.ts";
import type { Processors } from "#app/jobs.ts";

export const notifications = {
  "notifications.tell": (fact) => tell(fact, observed),
  "notifications.set_up_mail": (wish) => setUpMail(wish),
  "notifications.make_up_mails": (who) => makeUpMails(who),
  "notifications.webinar_changed": ({ webinarId }) => tellWebinarChanged(webinarId),
  "notifications.registration_changed": (which) => tellRegistrationChanged(which),
  "notifications.reschedule_digest": ({ userId }) => rescheduleDigest(userId),
  "notifications.mail_notification": (due) => mailNotification(due, { undecided: observed.undecided }),
  "notifications.withdraw_post": (which) => withdrawPost(which),
  "notifications.withdraw_cases": () => withdrawCases(observed),
  "notifications.withdraw_waiting": () => withdrawWaiting(),
  "notifications.send_digest": (due) => sendDigest(due),
} satisfies Partial<Processors>;
