/** The beginning of a question's text on one line, without the signs of Markdown and HTML. */
export function excerpt(text: string, max = 140): string {
  const plain = text
    // A sign that opens ends the search for the one before it: what is never closed is read once.
    .replace(/<[^<>]*>/g, " ")
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/\[\[\d+\]\]/g, "…")
    .replace(/[*_`#>]+/g, "")
    .replace(/\s+/g, " ")
    .trim();
  // A gap or a comma at the end says no more than the sign that the text goes on.
  return plain.length > max
    ? `${plain
        .slice(0, max)
        .replace(/\s+\S*$/, "")
        .replace(/[\s.…,،:;؛]+$/, "")}…`
    : plain;
}
