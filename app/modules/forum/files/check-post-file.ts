import { fieldError } from "#app/infra/app-error.ts";
import { pictureSize } from "#app/infra/storage/picture-size.ts";
import { isSvg, sniffType } from "#app/lib/file-types/sniff.ts";
import { stripUnsafeCharacters, truncate } from "#app/lib/text.ts";
import { postFileLimits } from "./post-file-limits.ts";

export type CheckedPostFile = {
  /** As its owner calls it, in any script, with the ending of what it is. */
  fileName: string;
  type: string;
  extension: string;
  width: number | null;
  height: number | null;
};

/**
 * Looks at a file before it is kept: what it is by its content, whatever its name says, how large it is, and how large a picture
 * is when it is unpacked. Throws 400 on the field "file".
 */
export function checkPostFile({ name, bytes: given }: { name: string; bytes: Uint8Array }): CheckedPostFile {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const found = sniffType(bytes, name);
  if (!found || found.family === "media")
    throw fieldError("file", isSvg(bytes) ? "forum.file.error.svg" : "forum.file.error.type");
  const max = postFileLimits.bytes[found.family];
  if (bytes.length > max) throw fieldError("file", "error.field.file_too_large", { max: max / 1024 / 1024 });
  const { type, extension } = found;
  const fileName = namedAs(name, extension);
  if (found.family !== "picture") return { fileName, type, extension, width: null, height: null };
  const size = pictureSize(bytes);
  if (!size || size.width < 1 || size.height < 1) throw fieldError("file", "forum.file.error.broken");
  const { width, height } = size;
  if (width * height > postFileLimits.pixels)
    throw fieldError("file", "forum.file.error.pixels", { max: postFileLimits.pixels / 1_000_000 });
  return { fileName, type, extension, width, height };
}

/** The last part of a path, without what hides or turns letters, and with the right ending. */
function namedAs(name: string, extension: string): string {
  const last = stripUnsafeCharacters(name.split(/[/\\]/).at(-1) ?? "").trim();
  const stem = truncate(last.replace(/\.[^.]{1,10}$/, ""), postFileLimits.nameLength - extension.length - 1);
  return `${stem || "file"}.${extension}`;
}
