import { insertText } from "#app/lib/markdown-tools.ts";

/** Puts the words of a reply, or the part of them that is selected, as a quotation into the text. */
export function openQuoting(text: HTMLTextAreaElement): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-quote]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    text.focus();
    text.selectionStart = text.selectionEnd = text.value.length;
    insertText(text, `${text.value.trim() ? "\n\n" : ""}${quotation(link)}`);
    text.scrollIntoView({ block: "center" });
  });
}

function quotation(link: HTMLAnchorElement): string {
  const reply = link.closest(".reply")!;
  const marked = getSelection();
  const isInside =
    marked && !marked.isCollapsed && reply.contains(marked.anchorNode) && reply.contains(marked.focusNode);
  const words = isInside ? String(marked) : (reply.querySelector<HTMLElement>(".prose")?.innerText ?? "");
  const name = (reply.querySelector(".reply-author")?.textContent ?? "").replace(/[\\[\]*_`<>]/g, "\\$&");
  const address = reply.querySelector<HTMLAnchorElement>(".reply-number")!.getAttribute("href")!;
  const lines = words
    .trim()
    .slice(0, 1000)
    .split("\n")
    .map((line) => `> ${line}`.trimEnd());
  return `> [${name}](${address})\n>\n${lines.join("\n")}\n\n`;
}
