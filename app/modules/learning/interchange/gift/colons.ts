/**
 * Moodle takes a single colon as text, gift-pegjs as a mistake unless it is escaped ("Question : …" in French, an
 * address, a time). This writes the missing backslashes: everywhere but in the `::` around the title and in the numbers
 * of a numeric answer. No line is added or removed. Throws nothing.
 */
export function escapeColons(block: string): string {
  const title = /^\s*::((?:\\[\s\S]|(?!::)[^\\])*)::/.exec(block);
  const start = title ? `${title[0].slice(0, title[0].indexOf("::"))}::${escapeAll(title[1] ?? "")}::` : "";
  const rest = block.slice(title?.[0].length ?? 0);
  const open = /^(?:\\[\s\S]|[^\\{])*\{/.exec(rest)?.[0];
  if (open === undefined) return start + escapeAll(rest);
  const answers = rest.slice(open.length);
  return start + escapeAll(open) + (/^\s*#/.test(answers) ? escapeInFeedback(answers) : escapeAll(answers));
}

function escapeAll(text: string): string {
  return text.replace(/\\[\s\S]|:/g, (found) => (found === ":" ? "\\:" : found));
}

/** `{#=3:0.1#feedback ~#feedback}`: the first `#` opens the numbers, each later one a feedback, `=` and `~` numbers. */
function escapeInFeedback(answers: string): string {
  let inFeedback = false;
  let opened = false;
  return answers.replace(/\\[\s\S]|[:#=~}]/g, (found) => {
    if (found === "#") {
      inFeedback = opened;
      opened = true;
    } else if (found === "}") {
      inFeedback = true;
    } else if (found === "=" || found === "~") {
      inFeedback = false;
    }
    return found === ":" && inFeedback ? "\\:" : found;
  });
}
