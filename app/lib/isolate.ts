/** A name or title inside a sentence: whatever way its letters run, the sentence around it keeps its order (FSI … PDI). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
