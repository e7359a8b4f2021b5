import { resource } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { drawLand } from "#app/lib/drawings/draw-land.ts";
import { readDrawingPath } from "#app/lib/drawings/drawing-path.ts";
import { ShortMemory } from "#app/lib/memory/short-memory.ts";
import { singleton } from "#app/lib/singleton.ts";

const day = 24 * 60 * 60_000;
// A thousand drawings at most; another one costs a few milliseconds.
const memory = () =>
  singleton("drawings", () => new ShortMemory<string>({ milliseconds: day, room: 1_000, sizeOf: () => 1 }));

/** The drawing of a course, a module or a webinar. Any id has one: no row is asked for, and nobody's right. */
export const loader = resource(async ({ url }) => {
  const drawing = readDrawingPath(url.pathname);
  if (!drawing) throw notFound();
  return new Response(await memory().get(url.pathname, async () => drawLand(drawing)), {
    headers: {
      "Content-Type": "image/svg+xml",
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
});
