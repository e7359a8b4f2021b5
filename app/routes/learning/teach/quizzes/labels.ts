import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { AttemptRow } from "#app/modules/learning/quizzes/staff/list-attempts.server.ts";

/** What the states of an attempt are called. */
export const attemptStateLabels: Record<AttemptRow["state"], MessageKey> = {
  in_progress: "quizzes.staff.state_in_progress",
  overdue: "quizzes.staff.state_overdue",
  submitted: "quizzes.staff.state_submitted",
  abandoned: "quizzes.staff.state_abandoned",
};
