import type { KeptData } from "#app/lib/kept-data.ts";

export const notificationsKeptData: readonly KeptData[] = [
  {
    name: "notifications",
    models: ["Notification", "NotificationEvent", "DigestSetting", "DigestIssue", "MailSubscription"],
    endedBy: "account",
  },
];
