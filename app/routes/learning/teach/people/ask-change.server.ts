import { data } from "@remix-run/node";
import { fieldError } from "#app/infra/app-error.ts";
import type { CourseStaffAccess } from "#app/modules/learning/courses/staff-access.server.ts";
import type { Change } from "#app/modules/learning/enrolment/change-members.server.ts";
import { previewChange } from "#app/modules/learning/enrolment/preview-change.server.ts";
import type { AskedChange } from "./confirm-change.tsx";

/**
 * The answer to a question about a change: what it would bring about. The page shows it in place of its list. Throws 400 for a
 * change that is about a cohort and names none that one may change.
 */
export async function askChange(access: CourseStaffAccess, { intent, person, cohort }: Change) {
  const preview = await previewChange(access, { person, cohort });
  if (intent !== "remove" && preview.cohort === null) throw fieldError("cohort", "enrolment.error.choose_cohort");
  const asked: AskedChange = { intent, cohort, preview };
  return data({ failed: false, asked });
}
