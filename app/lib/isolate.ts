/** One letter of a script that is written from right to left. */
export const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}]/u;

/** A name or title inside a sentence: whatever way its letters run, the sentence around it keeps its order (FSI … PDI). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** What keeps its own order in a sentence that runs leftwards: letters of other scripts, and numbers. */
const notLeftwards = new RegExp(`(?!${rightToLeft.source})\\p{L}|\\p{N}`, "u");

/**
 * A name, code or number inside a sentence of one direction, isolated where it would run otherwise or move a part of the
 * sentence; a text that is isolated already stays as it is. Throws nothing.
 */
export function isolateIn(direction: "ltr" | "rtl", text: string): string {
  const isStranger = (direction === "rtl" ? notLeftwards : rightToLeft).test(text);
  return isStranger && !/^[\u2066-\u2068][^]*\u2069$/.test(text) ? isolate(text) : text;
}
