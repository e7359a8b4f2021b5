import type { Answer } from "./saving/answer.ts";
import { bindSaver } from "./saving/bind.ts";
import { fillFields, readFields, readServed, sortedText } from "./saving/fields.ts";
import { openLine } from "./saving/line.ts";
import { openSaver } from "./saving/saver.ts";
import { post } from "./saving/send.ts";

/** `theirs`: what stands on the server, by the names of the form's fields. */
type DraftAnswer = Answer & { theirs?: Record<string, string> };

// Saves a long form by itself: the draft of a submission, a review. A page that came with two texts to choose between
// (`data-conflict`) sends nothing until the person has. Without it the form has a button that saves.
class DraftAutosave extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form")!;
    const { url, draft, typed, conflict } = this.dataset;
    const version = form.elements.namedItem("version") as HTMLInputElement;
    const saver = openSaver<DraftAnswer>({
      key: `draft:${draft}`,
      version,
      read: () => sortedText(readFields(form, isTyped)),
      fill: (text) => fillFields(form, text, isTyped),
      show: openLine(this),
      saved: typed === undefined ? sortedText(readServed(form, isTyped)) : null,
      conflict: conflict === undefined ? undefined : { kind: "conflict", answer: { message: conflict } },
      send(text) {
        const body = new URLSearchParams(text);
        body.set("version", version.value);
        return post<DraftAnswer>(url!, body, (answer) =>
          answer.theirs ? { text: sortedText(Object.entries(answer.theirs)), version: String(answer.version) } : null,
        );
      },
    });
    bindSaver(form, saver);
  }
}

const isTyped = (name: string) => name !== "version" && name !== "intent";

customElements.define("draft-autosave", DraftAutosave);
