import { insertText } from "#app/lib/markdown-tools.ts";
import { calling, endsCalling } from "#app/lib/mentions.ts";
import { placeAtCaret } from "./composer/caret.ts";

type Person = { handle: string; name: string };
type Answer = { people: Person[]; label: string; message: string };

/** Milliseconds for which nobody types before the server is asked. */
const pause = 150;

/** What the text is while its list is open. */
const open = {
  role: "combobox",
  "aria-expanded": "true",
  "aria-controls": "mention-list",
  "aria-autocomplete": "list",
};

// Offers people for the "@" that is being written in the text before it (a combobox with a listbox, as the ARIA practices have
// it, while there is something to choose). Without it the handle is written by hand.
class MentionList extends HTMLElement {
  connectedCallback() {
    const text = this.previousElementSibling as HTMLTextAreaElement;
    this.innerHTML = '<ul id="mention-list" role="listbox" hidden></ul><p role="status" class="visually-hidden"></p>';
    const [list, status] = this.children as unknown as [HTMLElement, HTMLElement];

    /** Where the "@" stands, and the caret behind what is typed of the name. */
    let [start, end] = [-1, -1];
    /** The "@" at which the list was closed, and the beginning of a name that nobody has: neither is asked for again. */
    let left = -1;
    let nobody = "";
    let people: Person[] = [];
    let chosen = 0;
    let isFresh = false;
    let timer = 0;
    let request = new AbortController();

    const close = (said = "") => {
      list.hidden = true;
      status.textContent = said;
      for (const name of [...Object.keys(open), "aria-activedescendant"]) text.removeAttribute(name);
    };

    /** Whatever is on its way comes too late. */
    const drop = () => {
      clearTimeout(timer);
      request.abort();
      isFresh = false;
    };

    const look = () => {
      drop();
      end = text.selectionEnd;
      const found = calling.exec(text.value.slice(Math.max(0, end - 99), end));
      start = found ? end - found[0].length : -1;
      if (start !== left) left = -1;
      const typed = found?.[1] ?? "";
      if (nobody && !typed.startsWith(nobody)) nobody = "";
      if (!found || left >= 0 || nobody) return close();
      timer = window.setTimeout(ask, pause, typed);
    };

    const ask = async (typed: string) => {
      const { signal } = (request = new AbortController());
      try {
        const answer = await fetch(`${this.dataset.complete}&q=${encodeURIComponent(typed)}`, { signal });
        const found = (await answer.json()) as Answer;
        if (signal.aborted) return;
        // A refusal has no people, and ends below.
        if (found.people.length === 0) nobody = typed;
        show(found);
      } catch {
        // Nobody is told: the name can be written by hand.
        if (!signal.aborted) close();
      }
    };

    const show = (answer: Answer) => {
      ({ people } = answer);
      if (people.length === 0) return close(answer.message);
      status.textContent = answer.message;
      list.setAttribute("aria-label", answer.label);
      list.replaceChildren(...people.map(draw));
      list.hidden = false;
      isFresh = true;
      for (const [name, value] of Object.entries(open)) text.setAttribute(name, value);
      placeAtCaret(list, text, start);
      choose(0);
    };

    const choose = (index: number) => {
      chosen = (index + people.length) % people.length;
      const option = list.children[chosen] as HTMLElement;
      for (const one of list.children) one.setAttribute("aria-selected", String(one === option));
      text.setAttribute("aria-activedescendant", option.id);
      // Never the page, which would move what is written.
      list.scrollTop = option.offsetTop - list.clientHeight / 2;
    };

    const pick = () => {
      const behind = text.value.slice(end);
      const word = /^[\p{L}\p{M}\p{N}-]*/u.exec(behind)![0];
      const space = endsCalling.test(behind.slice(word.length)) ? "" : " ";
      left = start;
      text.setSelectionRange(start, end + word.length);
      insertText(text, `@${people[chosen]!.handle}${space}`);
      close();
    };

    const leave = () => {
      drop();
      close();
    };

    const keys: Record<string, () => void> = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      Enter: pick,
      Tab: pick,
      Escape() {
        left = start;
        leave();
      },
    };

    text.addEventListener("keydown", (event) => {
      const { key, isComposing, ctrlKey, metaKey, shiftKey } = event;
      if (list.hidden || isComposing || ctrlKey || metaKey || shiftKey) return;
      // What was typed last is not answered yet: nobody knows who is meant.
      if (!keys[key] || (!isFresh && keys[key] === pick)) return;
      keys[key]();
      event.preventDefault();
    });
    text.addEventListener("input", (event) => ((event as InputEvent).isComposing ? drop() : look()));
    text.addEventListener("compositionend", look);
    const stay = () => {
      if (start >= 0 && text.selectionEnd !== end) look();
    };
    for (const name of ["keyup", "click"]) text.addEventListener(name, stay);
    text.addEventListener("scroll", () => list.hidden || placeAtCaret(list, text, start));
    text.addEventListener("blur", leave);
    // The text keeps the focus, and what is written on a phone its keyboard.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => {
      const index = [...list.children].indexOf((target as Element).closest("li")!);
      if (index < 0) return;
      chosen = index;
      pick();
    });
    look();
  }
}

function draw({ handle, name }: Person, index: number): HTMLElement {
  const option = document.createElement("li");
  option.innerHTML = "<bdi></bdi> <bdi></bdi>";
  option.id = `mention-${index}`;
  option.setAttribute("role", "option");
  option.firstChild!.textContent = name;
  option.lastChild!.textContent = `@${handle}`;
  return option;
}

customElements.define("mention-list", MentionList);
