import { markdownTools, toolKeys } from "#app/lib/markdown-tools.ts";

/** The tools of a composer, and their keys; Ctrl+Enter sends. */
export function openTools(root: HTMLElement, form: HTMLFormElement, text: HTMLTextAreaElement): void {
  const bar = root.querySelector<HTMLElement>("[role=toolbar]")!;
  openToolbar(bar, text);
  openTextKeys(text);
  bar.hidden = false;
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    form.requestSubmit(form.querySelector<HTMLElement>("[value=send]"));
    event.preventDefault();
  });
}

/** The buttons that write Markdown into a text: one tab stop for all of them, then the arrow keys. */
export function openToolbar(bar: HTMLElement, text: HTMLTextAreaElement): void {
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("button")];
  bar.addEventListener("click", (event) => {
    const tool = (event.target as Element).closest<HTMLElement>("[data-tool]")?.dataset.tool;
    if (tool) markdownTools[tool]?.(text);
  });
  bar.addEventListener("focusin", ({ target }) => {
    if (buttons.includes(target as HTMLButtonElement))
      for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
  });
  bar.addEventListener("keydown", (event) => {
    const ahead = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const step = event.key === ahead ? 1 : /^Arrow(Left|Right)$/.test(event.key) ? -1 : 0;
    if (step === 0) return;
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]!.focus();
    event.preventDefault();
  });
}

/** The keys of the tools that have one, with Ctrl or Command. */
export function openTextKeys(text: HTMLTextAreaElement): void {
  text.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    const tool = markdownTools[toolKeys[event.key.toLowerCase()] ?? ""];
    if (!tool) return;
    tool(text);
    event.preventDefault();
  });
}
