import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { createHash } from "node:crypto";
import { pictureSize } from "#app/infra/storage/picture-size.ts";
import { safeFileName } from "./file-name.ts";
import { courseFileLimits } from "./limits.ts";
import { isSvg, sniffType } from "#app/lib/file-types/sniff.ts";

export type NewFile = { name: string; bytes: Uint8Array };
export type CheckedFile = {
  /** Safe, with the ending of its type. */
  name: string;
  bytes: Buffer;
  type: string;
  sha256: string;
  width: number | null;
  height: number | null;
};
/** Why a file is not taken: a translation key with its values. */
export type FileRefusal = { code: MessageKey; values: Record<string, string | number> };

/**
 * Looks at a file before a course takes it: what it is by its content, whether it is small enough, how large a picture is.
 * Throws nothing.
 */
export function checkFile({ name, bytes: given }: NewFile): CheckedFile | FileRefusal {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const refuse = (code: MessageKey, values = {}): FileRefusal => ({ code, values: { name, ...values } });
  if (bytes.length === 0) return refuse("courses.file.empty");
  const found = sniffType(bytes, name);
  if (!found) return isSvg(bytes) ? refuse("courses.file.svg") : refuse("courses.file.unknown_type");
  const max = courseFileLimits.bytes[found.family];
  if (bytes.length > max) return refuse("courses.file.too_large", { max: max / 1024 / 1024 });
  const size = found.family === "picture" ? pictureSize(bytes) : null;
  if (found.family === "picture" && !(size && size.width > 0 && size.height > 0))
    return refuse("courses.file.broken_picture");
  const { width, height } = size ?? { width: null, height: null };
  if (Math.max(width ?? 0, height ?? 0) > courseFileLimits.pixels) {
    return refuse("courses.file.too_many_pixels", { max: courseFileLimits.pixels });
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { name: safeFileName(name, found.extension), bytes, type: found.type, sha256, width, height };
}

export function isRefusal(checked: CheckedFile | FileRefusal): checked is FileRefusal {
  return "code" in checked;
}
