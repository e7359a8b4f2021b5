import { createReadableStreamFromReadable } from "@remix-run/node";
import { attachmentHeaders } from "#app/http/attachment.ts";
import { resource } from "#app/http/resource.server.ts";
import { openPostFile } from "#app/modules/forum/files/open-file.server.ts";

// Whoever may see a file may lose the right to it: an hour is the longest that their own browser shows it without asking.
const kept = { "Cache-Control": "private, max-age=3600" };

/** A file of a post: pictures, drawn anew by us, are shown; everything else is a download. */
export const loader = resource(async ({ actor, param, request }) => {
  const { fileName, type, isPicture, content } = await openPostFile(actor, param("name"));
  if (!content) return beingDrawn();
  const isHead = request.method === "HEAD";
  if (isHead) content.stream.destroy();
  const headers = attachmentHeaders({ name: fileName, type, bytes: content.size });
  return new Response(isHead ? null : createReadableStreamFromReadable(content.stream), {
    headers: { ...headers, ...kept, ...(isPicture && { "Content-Disposition": "inline" }) },
  });
});

/** What stands in the place of a picture for the seconds in which the worker draws it. */
function beingDrawn(): Response {
  const grey =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#8888"/></svg>';
  return new Response(grey, {
    headers: {
      "Content-Type": "image/svg+xml",
      "Cache-Control": "no-store",
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
