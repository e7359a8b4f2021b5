import { stripUnsafeCharacters, truncate } from "#app/lib/text.ts";
import type { Question } from "#app/modules/learning/questions/questions.ts";

type Metadata = { id: string | null } & Pick<Question, "tags" | "marks" | "penalty">;

/**
 * What the comments of a question say about it: Moodle's `[id:…]` and `[tag:…]`, in which `\]` is a bracket, and our own
 * `[marks:…]` and `[penalty:…]`, for which GIFT has no place. Throws nothing.
 */
export function readMetadata(comments: readonly string[]): Metadata {
  const said = new Map<string, string[]>();
  for (const [, name = "", value = ""] of comments
    .join("\n")
    .matchAll(/\[(id|tag|marks|penalty):((?:\\\]|[^\]\n])+)\]/g)) {
    const values = said.get(name) ?? [];
    values.push(stripUnsafeCharacters(value.replaceAll("\\]", "]")));
    said.set(name, values);
  }
  const number = (name: string) => {
    const written = said.get(name)?.[0] ?? "";
    return /^\d+(\.\d+)?$/.test(written) ? Number(written) : NaN;
  };
  const tags = [...new Set((said.get("tag") ?? []).map((tag) => truncate(tag, 60).slice(0, 60)).filter(Boolean))].slice(
    0,
    30,
  );
  const [marks, penalty] = [number("marks"), number("penalty")];
  return {
    id: said.get("id")?.[0] || null,
    marks: marks > 0 && marks <= 1000 ? marks : 1,
    ...(penalty >= 0 && penalty <= 1 && { penalty }),
    ...(tags.length > 0 && { tags }),
  };
}

/** The comment that says it again. */
export function writeMetadata({ key, tags = [], marks, penalty }: Question): string {
  const said = (name: string, value: string | number) => `[${name}:${String(value).replaceAll("]", "\\]")}]`;
  return [
    "//",
    said("id", key),
    ...tags.map((tag) => said("tag", tag)),
    ...(marks === 1 ? [] : [said("marks", marks)]),
    ...(penalty === undefined ? [] : [said("penalty", penalty)]),
  ].join(" ");
}
