import { linkFor, type SaveState, type SaveWords, sentenceFor } from "./state.ts";

/**
 * The one line of a page that says what is saved: `[data-save-line]` inside `root`, which carries the page's words. Returns
 * what shows a state in it.
 */
export function openLine(root: ParentNode): (state: SaveState) => void {
  const line = root.querySelector<HTMLElement>("[data-save-line]")!;
  const text = line.querySelector("span")!;
  const discard = line.querySelector<HTMLElement>("[data-discard]");
  const words = { clean: text.textContent!, ...(line.dataset as SaveWords) };
  return (state) => {
    const isRestored = state.kind === "kept" && state.isRestored;
    const said = sentenceFor(state, isRestored ? { ...words, kept: line.dataset.restored } : words, clock);
    // The same words are not announced twice.
    if (text.textContent !== said || text.firstElementChild) text.textContent = said;
    const link = linkFor(state);
    if (link) text.append(" ", anchor(link));
    if (discard) discard.hidden = !isRestored;
  };
}

function anchor({ href, text }: { href: string; text: string }): HTMLAnchorElement {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = text;
  return made;
}

/** A time of day by the device's clock, in the language of the page and with the digits that all its pages use. */
function clock(at: Date): string {
  const { lang } = document.documentElement;
  return at.toLocaleTimeString(lang === "ar" ? "ar-u-nu-latn" : lang, { timeStyle: "short" });
}
