import { normalize } from "#app/lib/combining-marks.ts";
import { stripUnsafeCharacters, withoutUnseen } from "#app/lib/text.ts";

/** Tags of one topic at most, and characters of one, and of a field of them. */
export const maxTags = 5;
export const maxTagLength = 30;
export const maxTagsText = 300;

const separators = /[,;،؛、，；\n]/u;

/**
 * A tag as it is kept, compared and addressed: letters and digits of any script in lower case and NFC, with hyphens for whatever stood
 * between them, and nothing that is not seen. "" for what has neither letters nor digits.
 */
export function tagOf(text: string): string {
  const seen = withoutUnseen(stripUnsafeCharacters(text)).toLowerCase();
  return normalize(seen)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

/** The tags of a field that has them one behind the other, between commas of any script; each once, in their order. */
export function readTags(text: string): string[] {
  return [...new Set(text.split(separators).map(tagOf))].filter((tag) => tag !== "");
}

/** The address of the topics that have a tag. */
export function tagPath(tag: string): string {
  return `/forum/tags/${encodeURIComponent(tag)}`;
}

/** Whether a tag has from two to thirty characters, as people count them. */
export function isTagLength(tag: string): boolean {
  const length = [...tag.replace(/\p{M}/gu, "")].length;
  return length >= 2 && length <= maxTagLength;
}
