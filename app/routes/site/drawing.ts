import { resource } from "#app/http/resource.server.ts";
import { AppError, notFound } from "#app/infra/app-error.ts";
import { drawPng } from "#app/infra/pictures/draw-picture.server.ts";
import { drawLand } from "#app/lib/drawings/draw-land.ts";
import { type DrawingOf, readDrawingPath } from "#app/lib/drawings/drawing-path.ts";
import { ShortMemory } from "#app/lib/memory/short-memory.ts";
import { singleton } from "#app/lib/singleton.ts";

const day = 24 * 60 * 60_000;
// A thousand drawings at most; another one costs a few milliseconds.
const memory = () =>
  singleton("drawings", () => new ShortMemory<string>({ milliseconds: day, room: 1_000, sizeOf: () => 1 }));

/** What previews of links show best (the largest form of Open Graph), and in how many dots per inch the drawing is that wide. */
const shared = { width: 1200, height: 630, density: 270 };
const pictures = () =>
  singleton("drawings.shared", () => ({
    made: new ShortMemory<Buffer>({ milliseconds: day, room: 8_000_000, sizeOf: ({ length }) => length }),
    waiting: 0,
  }));
/** Whoever asks for more pictures at once than are made within a second or two is told to come back. */
const waitingAtMost = 20;

/** The drawing of a course, a module, a webinar or a place. Any id has one: no row is asked for, and nobody's right. */
export const loader = resource(async ({ url }) => {
  const drawing = readDrawingPath(url.pathname);
  if (!drawing) throw notFound();
  const isSvg = drawing.form === "svg";
  const body = isSvg
    ? await memory().get(url.pathname, async () => drawLand(drawing))
    : new Uint8Array(await pictureOf(drawing, url.pathname));
  return new Response(body, {
    headers: {
      "Content-Type": isSvg ? "image/svg+xml" : "image/png",
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
});

async function pictureOf(drawing: DrawingOf, path: string): Promise<Buffer> {
  const state = pictures();
  return state.made.get(path, async () => {
    if (state.waiting >= waitingAtMost) throw new AppError("error.busy", 503, { values: { seconds: 5 } });
    state.waiting += 1;
    try {
      return await drawPng(drawLand(drawing, { fixed: true }), shared);
    } finally {
      state.waiting -= 1;
    }
  });
}
