import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { enrol } from "#app/modules/learning/enrolment/enrol.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { enrolSchema } from "#app/modules/learning/enrolment/schemas.ts";

// A refusal shows the course's page again, with the reason in its place.
export { default, loader, meta } from "./course.tsx";

const flashes = {
  enrolled: "learning.flash.enrolled",
  already: "learning.flash.enrolled",
  requested: "enrolment.flash.requested",
  waiting: "enrolment.flash.waiting",
} as const;

export const action = form(
  { schema: enrolSchema, page: ({ param }) => coursePath(param("slug")) },
  async (input, { actor, param }) => {
    const { outcome } = await enrol(actor, param("slug"), input);
    return redirectWith(coursePath(param("slug")), { flash: flashes[outcome] });
  },
);
