import type { KeptData } from "#app/lib/kept-data.ts";
import { draftDays, feedUnusedDays, invitationKeptDays, unusedFileDays } from "#app/modules/forum/limits.ts";
import { restoreDays } from "#app/modules/forum/post-state.ts";

export const forumKeptData: readonly KeptData[] = [
  {
    name: "posts",
    models: ["Topic", "Reply", "ReplyRevision", "PostTranslation"],
    endedBy: { sweep: "forum.purge_deleted" },
    values: { days: restoreDays },
  },
  {
    name: "drafts",
    models: ["PostDraft", "WaitingPost"],
    endedBy: { sweep: "forum.cleanup_drafts" },
    values: { days: draftDays },
  },
  {
    name: "post_files",
    models: ["PostFile"],
    endedBy: { sweep: "forum.cleanup_files" },
    values: { days: unusedFileDays },
  },
  { name: "space_members", models: ["SpaceMember"], endedBy: "account" },
  { name: "space_leavers", models: ["SpaceLeaver"], endedBy: "account" },
  { name: "space_wishes", models: ["SpaceWish"], endedBy: "account" },
  { name: "space_invitations", models: ["SpaceInvitation"], endedBy: "account", values: { days: invitationKeptDays } },
  { name: "feeds", models: ["FeedToken"], endedBy: "account", values: { days: feedUnusedDays } },
  { name: "charters", models: ["CharterRevision"], endedBy: "never" },
  { name: "bookmarks", models: ["Bookmark"], endedBy: "account" },
  { name: "reactions", models: ["Reaction"], endedBy: "account" },
  { name: "statements", models: ["ConsultationStatement"], endedBy: "never" },
  { name: "statement_votes", models: ["StatementVote", "OpinionPlace"], endedBy: "account" },
  { name: "poll_votes", models: ["PollVote"], endedBy: "account" },
  { name: "reading", models: ["TopicReader", "SpaceFollow", "TagLevel", "ForumSettings"], endedBy: "account" },
];
