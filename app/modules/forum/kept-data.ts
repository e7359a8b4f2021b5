import type { KeptData } from "#app/lib/kept-data.ts";

export const forumKeptData: readonly KeptData[] = [
  { name: "posts", models: ["Topic", "Reply", "ReplyRevision"], endedBy: "never" },
  { name: "reading", models: ["TopicReader", "SpaceFollow"], endedBy: "account" },
];
