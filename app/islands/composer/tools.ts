import { markdownTools, toolKeys } from "#app/lib/markdown-tools.ts";

/** The buttons that write Markdown, one tab stop for all of them, and their keys; Ctrl+Enter sends. */
export function openTools(root: HTMLElement, form: HTMLFormElement, text: HTMLTextAreaElement): void {
  const bar = root.querySelector<HTMLElement>("[role=toolbar]")!;
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("button")];
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const tool = (event.target as Element).closest<HTMLElement>("[data-tool]")?.dataset.tool;
    if (tool) markdownTools[tool]?.(text);
  });
  bar.addEventListener("keydown", (event) => {
    const ahead = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const step = event.key === ahead ? 1 : /^Arrow(Left|Right)$/.test(event.key) ? -1 : 0;
    if (step === 0) return;
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = buttons[(at + step + buttons.length) % buttons.length]!;
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
    event.preventDefault();
  });
  form.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const tool = markdownTools[toolKeys[event.key.toLowerCase()] ?? ""];
    if (event.key === "Enter") form.requestSubmit(form.querySelector<HTMLElement>("[value=send]"));
    else if (event.target === text && tool && !event.shiftKey) tool(text);
    else return;
    event.preventDefault();
  });
}
