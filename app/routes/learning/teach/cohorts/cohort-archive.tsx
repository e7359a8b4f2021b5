import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { archiveCohort } from "#app/modules/learning/enrolment/cohorts/archive-cohort.server.ts";
import { admitToCohort } from "./admit-to-cohort.server.ts";

// A refusal shows the cohort's page again.
export { default, handle, loader, meta } from "./cohort.tsx";

export const action = form(
  {
    schema: z.object({ archived: z.enum(["0", "1"], "error.field.invalid") }),
    admit: admitToCohort,
    page: ({ param }) => teachPath(param("slug"), `cohorts/${param("cohort")}`),
  },
  async ({ archived }, { param, access: { access } }) => {
    await archiveCohort(access, param("cohort"), { isArchived: archived === "1" });
    const flash = archived === "1" ? "enrolment.flash.archived" : "enrolment.flash.reopened";
    return redirectWith(teachPath(param("slug"), `cohorts/${param("cohort")}`), { flash });
  },
);
