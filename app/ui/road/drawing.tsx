import { roadOf } from "#app/i18n/short-titles.ts";
import { type DrawingKind, drawingPath } from "#app/lib/drawings/drawing-path.ts";

type DrawingProps = {
  kind: DrawingKind;
  /** What never changes about the thing: its id. The same id always gives the same land. */
  id: string | number;
  /** The first activity that it stands on, whose road runs through the land. */
  code?: string | null;
  /** "card" in a list (16:9, the width of its place), "band" across the head of the thing's own page. */
  size?: "card" | "band";
};

/**
 * The line drawing of a course, a module or a webinar: a picture of its own address, so that a list of forty costs no
 * bytes of the page, and one that was seen is never loaded again (docs/decisions/drawings.md). It says nothing that the
 * words do not say: it is hidden from those who listen.
 */
export function Drawing({ kind, id, code, size = "card" }: DrawingProps) {
  return (
    <img
      className={size === "band" ? "drawing drawing-band" : "drawing"}
      src={drawingPath({ kind, id: String(id), road: code ? roadOf(code) : "0" })}
      alt=""
      width="320"
      height={size === "band" ? "128" : "180"}
      loading="lazy"
      decoding="async"
    />
  );
}
