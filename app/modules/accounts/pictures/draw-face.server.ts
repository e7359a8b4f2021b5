import { logger } from "#app/infra/logger.server.ts";
import { type PictureFormat, pictureLimits, type PictureSide } from "./limits.ts";

type Drawn = Record<PictureSide, Record<PictureFormat, Buffer>>;

const secondsAtMost = 20;

/**
 * A person's picture out of an upload: turned as it was taken, cut to a square round what matters in it, in each size as AVIF
 * and WebP, without anything else that the file held (place, camera, comments). Of an animation the first frame. Null for
 * what cannot be read within the limits: a broken file, one that unpacks to more pixels than allowed, one that takes too long.
 */
export async function drawFace(bytes: Buffer): Promise<Drawn | null> {
  // Loaded by the worker when the first picture comes: web processes never need it.
  const { default: sharp } = await import("sharp");
  // One at a time, nothing remembered: a hostile picture costs one of them, not all.
  sharp.concurrency(1);
  sharp.cache(false);
  const options = { limitInputPixels: pictureLimits.pixels, failOn: "error", pages: 1 } as const;
  const square = (side: PictureSide) =>
    sharp(bytes, options)
      .timeout({ seconds: secondsAtMost })
      .rotate()
      .resize(side, side, { fit: "cover", position: "attention" })
      .flatten({ background: "#ffffff" });
  const inFormats = async (side: PictureSide) => ({
    avif: await square(side).avif({ quality: 50, effort: 4 }).toBuffer(),
    webp: await square(side).webp({ quality: 78 }).toBuffer(),
  });
  try {
    return { 96: await inFormats(96), 320: await inFormats(320) };
  } catch (error) {
    logger().info({ err: error }, "a picture of a person could not be read");
    return null;
  }
}
