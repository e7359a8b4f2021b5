import sharp from "sharp";
import { expect, test } from "vitest";
import { drawPictures } from "./draw-picture.server.ts";

const small = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#336699" } })
  .png()
  .toBuffer();
const limits = { maxPixels: 100 };

test("two pictures are never drawn at once, and one that fails does not stop the next", async () => {
  let [now, most] = [0, 0];
  const draw = (side: number) =>
    drawPictures(side < 0 ? Buffer.from("no picture") : small, limits, async (copy) => {
      most = Math.max(most, ++now);
      try {
        const { info } = await copy().resize(Math.abs(side)).png().toBuffer({ resolveWithObject: true });
        await new Promise((resolve) => setTimeout(resolve, 5));
        return info.width;
      } finally {
        now--;
      }
    });
  expect(await Promise.all([2, -1, 3, -1, 1].map(draw))).toEqual([2, null, 3, null, 1]);
  expect(most).toBe(1);
});
