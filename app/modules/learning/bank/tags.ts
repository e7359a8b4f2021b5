import type { FieldErrors } from "#app/infra/app-error.ts";
import { stripUnsafeCharacters } from "#app/lib/text.ts";

const maxTags = 30;
const maxTag = 60;

/** Tags as people write them, parted by commas: each once, in small letters. Throws nothing. */
export function readTags(typed: string | undefined): { tags: string[]; errors: FieldErrors } {
  const tags = (typed ?? "")
    .split(/[,،;\n]/)
    .map((tag) => stripUnsafeCharacters(tag).toLowerCase())
    .filter((tag) => tag !== "");
  const different = [...new Set(tags)];
  if (different.length > maxTags) {
    return { tags: [], errors: { tags: { code: "authoring.question.error.too_many_tags", values: { max: maxTags } } } };
  }
  if (different.some((tag) => tag.length > maxTag)) {
    return { tags: [], errors: { tags: { code: "error.field.too_long", values: { max: maxTag } } } };
  }
  return { tags: different, errors: {} };
}
