import type { Answer } from "../saving/answer.ts";

/**
 * `theirs`: what stands on the server, by the names of the form's fields; nothing when it was sent or discarded. `choice`:
 * what the buttons to choose between two texts are called.
 */
export type DraftAnswer = Answer & {
  theirs?: Record<string, string>;
  choice?: { there?: string; take: string; keep: string };
};

type Ports = { keep: (answer: DraftAnswer) => void; take: (answer: DraftAnswer) => void };

/** Shows what was saved elsewhere below the save line, with the buttons to choose by; null takes it away. */
export function openDraftChoice(root: HTMLElement, ports: Ports): (answer: DraftAnswer | null) => void {
  const line = root.querySelector("[data-save-line]")!;
  let shown: HTMLElement | undefined;
  return (answer) => {
    shown?.remove();
    shown = undefined;
    if (!answer?.choice) return;
    const { theirs, choice } = answer;
    shown = make("section", "");
    shown.className = "stack";
    if (theirs && choice.there) {
      const text = make("div", [theirs.title, theirs.body].filter(Boolean).join("\n\n"));
      Object.assign(text, { className: "source", dir: "auto", lang: theirs.language });
      shown.append(make("h3", choice.there), text);
    }
    const row = make("div", "");
    row.className = "button-row";
    for (const name of ["keep", "take"] as const) {
      const button = make("button", choice[name]);
      Object.assign(button, { type: "button", className: "button", onclick: () => ports[name](answer) });
      row.append(button);
    }
    shown.append(row);
    line.after(shown);
  };
}

function make<K extends keyof HTMLElementTagNameMap>(name: K, words: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.textContent = words;
  return element;
}
