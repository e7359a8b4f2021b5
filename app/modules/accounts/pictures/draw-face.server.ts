import { drawPictures } from "#app/infra/pictures/draw-picture.server.ts";
import { type PictureFormat, pictureLimits, type PictureSide } from "./limits.ts";

type Drawn = Record<PictureSide, Record<PictureFormat, Buffer>>;

/**
 * A person's picture out of an upload, cut to a square round what matters in it, in each size as AVIF and WebP. Null for what cannot
 * be read within the limits (`drawPictures`).
 */
export async function drawFace(bytes: Buffer): Promise<Drawn | null> {
  return drawPictures(bytes, { maxPixels: pictureLimits.pixels }, async (copy) => {
    const square = (side: PictureSide) =>
      copy().resize(side, side, { fit: "cover", position: "attention" }).flatten({ background: "#ffffff" });
    const inFormats = async (side: PictureSide) => ({
      avif: await square(side).avif({ quality: 50, effort: 4 }).toBuffer(),
      webp: await square(side).webp({ quality: 78 }).toBuffer(),
    });
    return { 96: await inFormats(96), 320: await inFormats(320) };
  });
}
