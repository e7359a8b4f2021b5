import { createReadableStreamFromReadable } from "@remix-run/node";
import { resource } from "#app/http/resource.server.ts";
import { openCourseFile } from "#app/modules/learning/files/course-files.server.ts";

/** A picture or a download of a course. Whatever it is, it runs nothing: it is shown in a sandbox or only saved. */
export const loader = resource(async ({ actor, param, request }) => {
  const file = await openCourseFile(actor, param("slug"), param("name"));
  const headers = { ETag: `"${file.sha256}"`, "Cache-Control": "private, max-age=300" };
  if (request.headers.get("If-None-Match")?.includes(file.sha256)) return new Response(null, { status: 304, headers });
  const isPicture = file.type.startsWith("image/");
  // A HEAD has no use for the content; an open file that nobody reads would stay open.
  const body = request.method === "HEAD" ? null : createReadableStreamFromReadable(await file.open());
  return new Response(body, {
    headers: {
      ...headers,
      "Content-Type": file.type,
      "Content-Length": String(file.bytes),
      "Content-Disposition": `${isPicture ? "inline" : "attachment"}; filename="${file.name}"`,
      "Content-Security-Policy": "sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
});
