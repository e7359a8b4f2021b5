import { createReadableStreamFromReadable } from "@remix-run/node";
import { resource } from "#app/http/resource.server.ts";
import { openSubmissionFile } from "#app/modules/learning/assignments/add-files.server.ts";

/** A file of a submission, always as a download: nothing that somebody uploads is shown as a page of this site. */
export const loader = resource(async ({ actor, param, request }) => {
  const file = await openSubmissionFile(actor, { courseSlug: param("slug"), unitSlug: param("unit") }, param("id"));
  const body = request.method === "HEAD" ? null : createReadableStreamFromReadable(await file.open());
  // RFC 6266: an ASCII name for old programs, and the real one, percent-encoded (RFC 8187).
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(body, {
    headers: {
      "Content-Type": file.type,
      "Content-Length": String(file.bytes),
      "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
      "Cache-Control": "private, no-store",
      "Content-Security-Policy": "sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
});
