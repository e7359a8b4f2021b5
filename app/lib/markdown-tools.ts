// What the buttons above a text write into it. For browsers: islands and editors share it.

/** Writes at the cursor, in a way that the browser's own undo takes back. */
export function insertText(text: HTMLTextAreaElement, words: string): void {
  text.focus();
  if (document.execCommand("insertText", false, words)) return;
  text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Sets marks around what is selected, and keeps it selected. */
function wrapText(text: HTMLTextAreaElement, before: string, after: string): void {
  const start = text.selectionStart + before.length;
  const words = selectedText(text);
  insertText(text, before + words + after);
  text.setSelectionRange(start, start + words.length);
}

/** Begins every selected line with a mark. */
function markLines(text: HTMLTextAreaElement, mark: string): void {
  text.selectionStart = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
  insertText(text, selectedText(text).replace(/^/gm, mark));
}

function selectedText(text: HTMLTextAreaElement): string {
  return text.value.slice(text.selectionStart, text.selectionEnd);
}

/** The tools by name. */
export const markdownTools: Record<string, (text: HTMLTextAreaElement) => void> = {
  bold: (text) => wrapText(text, "**", "**"),
  italic: (text) => wrapText(text, "*", "*"),
  code: (text) => (selectedText(text).includes("\n") ? wrapText(text, "```\n", "\n```") : wrapText(text, "`", "`")),
  link: (text) => wrapText(text, "[", "](https://)"),
  list: (text) => markLines(text, "- "),
  quote: (text) => markLines(text, "> "),
  heading: (text) => markLines(text, "## "),
};

/** With Ctrl or Command: the key of each tool that has one. */
export const toolKeys: Record<string, string> = { b: "bold", i: "italic", k: "link" };
