import type { KeptData } from "#app/lib/kept-data.ts";

/** Days for which a mail that was settled is kept, in the database and as a file. */
export const mailKeptDays = 90;
/** Days for which a fact that was passed on is kept. */
export const eventsKeptDays = 7;

export const infraKeptData: readonly KeptData[] = [
  {
    name: "mail",
    models: ["OutgoingMail"],
    endedBy: { sweep: "mail.cleanup" },
    values: { days: mailKeptDays },
  },
  {
    name: "events",
    models: ["OutboxEvent", "SocketAttachment"],
    endedBy: { sweep: "outbox.cleanup" },
    values: { days: eventsKeptDays },
  },
  { name: "limits", models: ["RateLimit"], endedBy: { sweep: "infra.cleanup_limits" } },
  { name: "audit", models: ["AuditEntry"], endedBy: "never" },
];
