import type { KeptData } from "#app/lib/kept-data.ts";
import { keptDays } from "./limits.ts";

export const moderationKeptData: readonly KeptData[] = [
  {
    name: "cases",
    models: ["ModerationCase", "ModerationReport", "ModerationDecision", "ModerationAppeal"],
    endedBy: { sweep: "moderation.cleanup_cases" },
    values: { days: keptDays },
  },
];
