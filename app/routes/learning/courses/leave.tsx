import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { leaveCourse } from "#app/modules/learning/enrolment/leave-course.server.ts";

export { default, loader, meta } from "./course.tsx";

export const action = form(
  { schema: z.object({}), page: ({ param }) => coursePath(param("slug")) },
  async (_, { actor, param }) => {
    await leaveCourse(actor, param("slug"));
    return redirectWith(coursePath(param("slug")), { flash: "enrolment.flash.left" });
  },
);
