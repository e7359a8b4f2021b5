import { createReadableStreamFromReadable } from "@remix-run/node";
import { resource } from "#app/http/resource.server.ts";
import { openLogo } from "#app/modules/site/open-logo.server.ts";

/** The site's logo. Its name is made of its content, so it never changes. */
export const loader = resource(async ({ param, request }) => {
  const { type, stream, size } = await openLogo(param("file"));
  const isAsked = request.method !== "HEAD";
  if (!isAsked) stream.destroy();
  return new Response(isAsked ? createReadableStreamFromReadable(stream) : null, {
    headers: {
      "Content-Type": type,
      "Content-Length": String(size),
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": "sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
});
