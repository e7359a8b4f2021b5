import { graphemes, printable } from "./printable.ts";
import { shaperOf } from "./shaping.server.ts";
import type { Typeface } from "./typefaces.server.ts";

const faces: Typeface[] = ["amiri", "noto-sans", "noto-sans-sc"];

/**
 * The letters of a text for which none of the typefaces of the document's own words has glyphs, each once, in order. It
 * says nothing of how letters and marks are put together.
 */
export async function lettersWithoutGlyph(text: string, root: string): Promise<string[]> {
  const shaper = shaperOf(root);
  const missing = new Set<string>();
  for (const letter of new Set(graphemes(printable(text)))) {
    const found = await Promise.all(faces.map((face) => shaper.has(face, letter)));
    if (!found.includes(true)) missing.add(letter);
  }
  return [...missing];
}
