import { asWritten } from "#app/lib/french-dates.ts";
import { linkFor, type SaveState, type SaveWords, sentenceFor } from "./state.ts";

/**
 * The one line of a page that says what is saved: `[data-save-line]` inside `root`, which carries the page's words. Returns
 * what shows a state in it.
 */
export function openLine(root: ParentNode): (state: SaveState) => void {
  const line = root.querySelector<HTMLElement>("[data-save-line]")!;
  const text = line.querySelector("span")!;
  const discard = line.querySelector<HTMLElement>("[data-discard]");
  // A time of day by the device's clock, written as the server writes it.
  const { locale } = line.dataset;
  const clock = (at: Date) => asWritten(locale, at.toLocaleTimeString(locale, { timeStyle: "short" }));
  const words = { clean: text.textContent!, ...(line.dataset as SaveWords) };
  return (state) => {
    line.dataset.said = state.kind;
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
