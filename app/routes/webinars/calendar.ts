import { resource } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { findCalendar } from "#app/modules/webinars/get-invitation.server.ts";
import { publicIdOf } from "#app/modules/webinars/get-webinar.server.ts";

/** The webinar as a calendar file, for anybody. */
export const loader = resource(async ({ param }) => {
  const publicId = publicIdOf(param("id"));
  const text = await findCalendar(publicId, { at: new Date() });
  if (text === null) throw notFound();
  return new Response(text, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8; method=PUBLISH",
      "Content-Disposition": `attachment; filename="webinar-${publicId}.ics"`,
    },
  });
});
