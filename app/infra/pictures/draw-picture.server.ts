import type { Sharp } from "sharp";
import { logger } from "#app/infra/logger.server.ts";
import { singleton } from "#app/lib/singleton.ts";

const secondsAtMost = 20;

/**
 * Draws pictures out of a file that a person has uploaded: `draw` makes them of copies of it that are turned as it was taken, the first
 * frame of an animation, without anything else that the file held (place, camera, comments). Null for what cannot be read within the
 * limits: a broken file, one that unpacks to more than `maxPixels`, one that takes too long. A process draws one picture after the other.
 */
export async function drawPictures<T>(
  bytes: Buffer,
  { maxPixels }: { maxPixels: number },
  draw: (copy: () => Sharp) => Promise<T>,
): Promise<T | null> {
  const sharp = await loadSharp();
  const options = { limitInputPixels: maxPixels, failOn: "error", pages: 1 } as const;
  try {
    return await inTurn(() => draw(() => sharp(bytes, options).timeout({ seconds: secondsAtMost }).rotate()));
  } catch (error) {
    logger().info({ err: error }, "an uploaded picture could not be read");
    return null;
  }
}

/**
 * A drawing of ours as a PNG of this size, which shows the middle of it: `svg` is made by the site, not by people. Some 50 ms of one
 * thread, one at a time.
 */
export async function drawPng(
  svg: string,
  { width, height, density }: { width: number; height: number; density: number },
): Promise<Buffer> {
  const sharp = await loadSharp();
  return inTurn(() =>
    sharp(Buffer.from(svg), { density })
      .resize(width, height, { fit: "cover" })
      .png({ palette: true, colours: 64 })
      .toBuffer(),
  );
}

/** Loaded when the first picture comes: most processes never need it. */
async function loadSharp() {
  const { default: sharp } = await import("sharp");
  // One thread, nothing remembered: a hostile picture costs one of them, not all.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

/** Waits for the pictures before it, drawn or not. Unpacked, a large one takes hundreds of megabytes: jobs that run side by side must not hold many. */
function inTurn<T>(draw: () => Promise<T>): Promise<T> {
  const queue = singleton("pictures.queue", () => ({ last: Promise.resolve() }));
  const drawn = queue.last.then(draw);
  const over = () => {};
  queue.last = drawn.then(over, over);
  return drawn;
}
