import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { roomPath } from "#app/modules/webinars/paths.ts";
import { publicIdOf } from "#app/modules/webinars/get-webinar.server.ts";
import { requireMaySay, sayByForm } from "#app/modules/webinars/send-message.server.ts";
import { messageSchema } from "#app/modules/webinars/schemas.ts";

export { default, handle, loader, meta } from "#app/routes/webinars/room.tsx";

export const action = form(
  {
    schema: messageSchema,
    admit: ({ actor, param }) => requireMaySay(actor, publicIdOf(param("id"))),
    page: ({ param }) => `/webinars/${param("id")}/room`,
  },
  async (input, { actor, param }) => {
    const webinar = publicIdOf(param("id"));
    await sayByForm(actor, { webinar, ...input });
    return redirectWith(`${roomPath(webinar)}#end`);
  },
);
