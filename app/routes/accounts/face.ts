import { createReadableStreamFromReadable } from "@remix-run/node";
import { resource } from "#app/http/resource.server.ts";
import { pictureFormats } from "#app/modules/accounts/pictures/limits.ts";
import { openPicture } from "#app/modules/accounts/pictures/open-picture.server.ts";

/**
 * A person's picture, in the best format that the browser takes. Its name changes with its content; a day is the longest that
 * a cache shows a picture that its person has removed.
 */
export const loader = resource(async ({ param, request }) => {
  const accepted = request.headers.get("Accept") ?? "";
  const format = pictureFormats.find((one) => accepted.includes(`image/${one}`)) ?? "webp";
  const { stream, size } = await openPicture({ picture: param("picture"), side: Number(param("side")), format });
  const isHead = request.method === "HEAD";
  if (isHead) stream.destroy();
  return new Response(isHead ? null : createReadableStreamFromReadable(stream), {
    headers: {
      "Content-Type": `image/${format}`,
      "Content-Length": String(size),
      "Cache-Control": "public, max-age=86400, immutable",
      Vary: "Accept",
      "Content-Security-Policy": "sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
});
