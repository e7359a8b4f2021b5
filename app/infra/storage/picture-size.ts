import { imageSize } from "image-size";

/**
 * What a picture is by its own head, whatever its name says, and how large in pixels; a photograph that says that it lies on its
 * side is measured as it is shown. Null for what is no picture.
 */
export function pictureSize(bytes: Uint8Array): { type: string; width: number; height: number } | null {
  try {
    const { type = "", width, height, orientation = 1 } = imageSize(bytes);
    return orientation >= 5 ? { type, width: height, height: width } : { type, width, height };
  } catch {
    return null;
  }
}
