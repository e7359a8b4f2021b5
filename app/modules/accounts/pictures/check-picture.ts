import { pictureSize } from "#app/infra/storage/picture-size.ts";
import { type AppError, fieldError } from "#app/infra/app-error.ts";
import { pictureLimits } from "./limits.ts";

const types = ["jpg", "png", "webp", "gif", "avif"];

/**
 * Looks at an upload before it is kept: what it is by its own head, whatever its name says, and how large. Throws AppError
 * 400 on the field "picture" for anything but a JPEG, PNG, WebP, GIF or AVIF within the limits.
 */
export function checkPicture(bytes: Uint8Array): void {
  const refuse = (code: Parameters<typeof fieldError>[1], values = {}): AppError => fieldError("picture", code, values);
  if (bytes.length > pictureLimits.bytes)
    throw refuse("error.field.file_too_large", { max: pictureLimits.bytes / 1024 / 1024 });
  const size = pictureSize(bytes);
  if (!size || !types.includes(size.type)) throw refuse("accounts.picture.error.type");
  if (size.width * size.height > pictureLimits.pixels)
    throw refuse("accounts.picture.error.pixels", { max: pictureLimits.pixels / 1_000_000 });
  if (Math.min(size.width, size.height) < pictureLimits.side)
    throw refuse("accounts.picture.error.small", { min: pictureLimits.side });
}
