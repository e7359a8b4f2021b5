import { createReadableStreamFromReadable } from "@remix-run/node";
import { resource } from "#app/http/resource.server.ts";
import { exportCourse } from "#app/modules/learning/interchange/courses/export-course.server.ts";
import { zipStream } from "#app/modules/learning/interchange/courses/zip-stream.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";

/** The course as a package, for whoever writes it. */
export const loader = resource(async ({ actor, param, language, request }) => {
  const access = await getAuthoringFor(actor, param("slug"), language);
  const entries = await exportCourse(access);
  const body = request.method === "HEAD" ? null : createReadableStreamFromReadable(zipStream(entries));
  return new Response(body, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${access.course.slug}.zip"`,
      "Cache-Control": "private, no-store",
    },
  });
});
