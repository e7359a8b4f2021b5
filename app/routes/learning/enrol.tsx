import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { enrol } from "#app/modules/learning/enrolments.server.ts";
import { coursePath } from "#app/modules/learning/paths.ts";

export const loader = page(async ({ param }) => {
  throw redirectWith(coursePath(param("slug")));
});

export const action = form(
  { schema: z.object({}), page: ({ param }) => coursePath(param("slug")) },
  async (_, { actor, param }) => {
    await enrol(actor, param("slug"));
    return redirectWith(coursePath(param("slug")), { flash: "learning.flash.enrolled" });
  },
);
