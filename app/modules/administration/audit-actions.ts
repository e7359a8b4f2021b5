import type { MessageKey } from "#app/i18n/catalogues/en.ts";

/** What staff do that the audit log tells of, in the order in which it is offered for choosing. */
const labels: Record<string, MessageKey> = {
  "accounts.role.changed": "admin.audit.role_changed",
  "accounts.account.suspended": "admin.audit.person_suspended",
  "accounts.account.silenced": "admin.audit.person_silenced",
  "accounts.account.warned": "admin.audit.person_warned",
  "accounts.account.restored": "admin.audit.person_restored",
  "certificates.certificate.revoked": "admin.audit.certificate_revoked",
  "forum.group.changed": "admin.audit.space_group_changed",
  "forum.invitation.changed": "admin.audit.space_invitation_made",
  "forum.invitation.revoked": "admin.audit.space_invitation_revoked",
  "forum.member.changed": "admin.audit.space_member_changed",
  "forum.space.changed": "admin.audit.space_changed",
  "forum.space.opened": "admin.audit.space_made",
  "forum.space.archived": "admin.audit.space_archived",
  "forum.space.reopened": "admin.audit.space_reopened",
  "forum.space_name.changed": "admin.audit.space_renamed",
  "forum.charter.changed": "admin.audit.space_charter_changed",
  "forum.wish.decided": "admin.audit.space_wish_decided",
  "forum.topic.moved": "admin.audit.topic_moved",
  "forum.topic.merged": "admin.audit.topic_merged",
  "forum.topic.split": "admin.audit.topic_split",
  "forum.topic.tagged": "admin.audit.topic_tagged",
  "forum.tag.changed": "admin.audit.tag_renamed",
  "forum.tag.merged": "admin.audit.tag_merged",
  "forum.topic.closed": "admin.audit.topic_closed",
  "forum.topic.reopened": "admin.audit.topic_reopened",
  "forum.topic.pinned": "admin.audit.topic_pinned",
  "forum.topic.unpinned": "admin.audit.topic_unpinned",
  "forum.poll.removed": "admin.audit.poll_removed",
  "forum.consultation.opened": "admin.audit.consultation_opened",
  "forum.consultation.closed": "admin.audit.consultation_closed",
  "forum.consultation.reopened": "admin.audit.consultation_reopened",
  "forum.consultation.removed": "admin.audit.consultation_removed",
  "forum.statement.removed": "admin.audit.statement_removed",
  "forum.post.changed": "admin.audit.post_changed",
  "forum.wiki.opened": "admin.audit.wiki_opened",
  "forum.wiki.closed": "admin.audit.wiki_closed",
  "forum.answer.changed": "admin.audit.answer_changed",
  "forum.outcome.changed": "admin.audit.outcome_changed",
  "forum.translation.changed": "admin.audit.translation_changed",
  "forum.waiting.decided": "admin.audit.waiting_decided",
  "forum.posts_wait.changed": "admin.audit.posts_wait_changed",
  "learning.dates.changed": "admin.audit.dates_changed",
  "learning.entry.changed": "admin.audit.entry_changed",
  "learning.member.changed": "admin.audit.member_changed",
  "moderation.case.opened": "moderation.case.opened",
  "moderation.case.claimed": "admin.audit.case_claimed",
  "moderation.case.released": "admin.audit.case_released",
  "moderation.case.decided": "admin.audit.case_decided",
  "moderation.appeal.sent": "moderation.appeal.sent",
  "site.settings.changed": "admin.audit.site_changed",
  "webinars.webinar.cancelled": "admin.audit.webinar_cancelled",
  "webinars.webinar.changed": "admin.audit.webinar_changed",
  // By the site itself, when it starts for the first time.
  "files.kept": "admin.audit.files_kept",
  "first_content.written": "admin.audit.first_content",
};

export const auditActions: readonly string[] = Object.keys(labels);

/** What a line of the log is called; what is not in the list above is named in general words. */
export function auditLabel(action: string): MessageKey {
  return labels[action] ?? "admin.audit.other";
}
