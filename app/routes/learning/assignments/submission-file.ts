import { createReadableStreamFromReadable } from "@remix-run/node";
import { attachmentHeaders } from "#app/http/attachment.ts";
import { resource } from "#app/http/resource.server.ts";
import { openSubmissionFile } from "#app/modules/learning/assignments/add-files.server.ts";

/** A file of a submission, always as a download: nothing that somebody uploads is shown as a page of this site. */
export const loader = resource(async ({ actor, param, request }) => {
  const file = await openSubmissionFile(actor, { courseSlug: param("slug"), unitSlug: param("unit") }, param("id"));
  const body = request.method === "HEAD" ? null : createReadableStreamFromReadable(await file.open());
  return new Response(body, { headers: { ...attachmentHeaders(file), "Cache-Control": "private, no-store" } });
});
