import { resource } from "#app/http/resource.server.ts";
import { publicIdOf } from "#app/modules/webinars/get-webinar.server.ts";
import { readRoom } from "#app/modules/webinars/send-message.server.ts";
import { readRoomSchema } from "#app/modules/webinars/schemas.ts";

/** The talk of a room from a number on, for who may be in it. */
export const loader = resource(async ({ actor, param, url }) => {
  const wish = readRoomSchema.parse(Object.fromEntries(url.searchParams));
  return Response.json(await readRoom(actor, { webinar: publicIdOf(param("id")), ...wish }));
});
