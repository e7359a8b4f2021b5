import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { completeUnit } from "#app/modules/learning/study/record-progress.server.ts";
import { coursePath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { loadUnitPage } from "#app/routes/learning/units/unit-data.server.ts";

export { default, meta } from "./unit.tsx";

/** Read, not written, this address shows the unit: a refused form stays here. */
export const loader = page(loadUnitPage);

// `next` is where the page's button leads: the following unit.
const schema = z.object({
  next: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional()
    .catch(undefined),
});

export const action = form(
  { schema, page: ({ param }) => unitPath(param("slug"), param("unit")) },
  async ({ next }, { actor, param }) => {
    const [courseSlug, unitSlug] = [param("slug"), param("unit")];
    const { isCourseDone, isNewEnrolment } = await completeUnit(actor, { courseSlug, unitSlug });
    if (isCourseDone) return redirectWith(coursePath(courseSlug), { flash: "learning.flash.course_done" });
    return redirectWith(unitPath(courseSlug, next ?? unitSlug), {
      flash: isNewEnrolment ? "learning.flash.enrolled_done" : "learning.flash.done",
    });
  },
);
