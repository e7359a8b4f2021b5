import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { publicIdOf } from "#app/modules/webinars/get-webinar.server.ts";
import { unregisterFrom } from "#app/modules/webinars/register.server.ts";
import { loadWebinar } from "#app/routes/webinars/webinar-data.server.ts";

export { default, meta } from "#app/routes/webinars/webinar.tsx";

export const loader = page(loadWebinar);

export const action = form(
  { schema: z.object({}), page: ({ param }) => `/webinars/${param("id")}` },
  async (_, { actor, param }) => {
    await unregisterFrom(actor, publicIdOf(param("id")), { at: new Date() });
    return redirectWith(`/webinars/${param("id")}`, { flash: "webinars.register.undone" });
  },
);
