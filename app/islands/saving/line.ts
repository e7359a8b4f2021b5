import { asWritten, wholeTime } from "#app/lib/written-dates.ts";
import { saveLooks } from "#app/lib/saving/looks.ts";
import { linkFor, lookOf, type SaveState, type SaveWords, sentenceFor } from "./state.ts";

/**
 * The one line of a page that says what is saved: `[data-save-line]` inside `root`, which carries the page's words. Returns
 * what shows a state in it.
 */
export function openLine(root: ParentNode): (state: SaveState) => void {
  const line = root.querySelector<HTMLElement>("[data-save-line]")!;
  // A time of day by the device's clock, written as the server writes it.
  const { locale, said = "clean", rest = said } = line.dataset;
  const clock = (at: Date) => wholeTime(asWritten(locale, at.toLocaleTimeString(locale, { timeStyle: "short" })));
  const words = { clean: line.querySelector("span")!.textContent!, ...(line.dataset as SaveWords) };
  return (state) => {
    const text = sentenceFor(state, words, clock);
    const look = state.kind === "clean" ? (rest as SaveState["kind"]) : lookOf(state);
    sayOnLine(line, look, text, linkFor(state));
  };
}

/** Gives a save line that a server has rendered another state, its words and where they lead. */
export function sayOnLine(
  line: HTMLElement,
  said: SaveState["kind"],
  words: string,
  link?: { href: string; text: string } | null,
): void {
  const text = line.querySelector("span")!;
  const { tone, sign } = saveLooks[said];
  Object.assign(line.dataset, { said, tone });
  line.querySelector("i")!.textContent = sign;
  // The same words are not announced twice.
  if (text.textContent !== words || text.firstElementChild) text.textContent = words;
  if (!link) return;
  const anchor = document.createElement("a");
  anchor.href = link.href;
  anchor.textContent = link.text;
  text.append(" ", anchor);
}
