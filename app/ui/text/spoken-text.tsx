import type { ReactNode } from "react";
import { findSpoken } from "#app/lib/spoken/marks.ts";
import { spokenLink, type SpokenPart, spokenParts } from "#app/lib/spoken/parts.ts";

/** What a person said in a room: addresses are links that open beside the page, `*…*` is stressed, backticks hold code. */
export function SpokenText({ children: text }: { children: string }) {
  return <>{spokenParts(text, findSpoken(text)).map(partOf)}</>;
}

function partOf(part: SpokenPart, at: number): ReactNode {
  if (typeof part === "string") return part;
  if (part.tag === "a")
    return (
      <a key={at} href={part.href} {...spokenLink}>
        {part.text}
      </a>
    );
  const { tag: Tag } = part;
  return <Tag key={at}>{part.parts.map(partOf)}</Tag>;
}
