import { type DraftAnswer, openDraftChoice } from "./composer/draft-choice.ts";
import { dropArrived, newId } from "./composer/client-ids.ts";
import { bindSaver } from "./saving/bind.ts";
import { type Entries, fillFields, readFields, readServed, sortedText } from "./saving/fields.ts";
import { fingerprint } from "./saving/fingerprint.ts";
import { openLine } from "./saving/line.ts";
import { joinTexts } from "./saving/restore.ts";
import { openSaver } from "./saving/saver.ts";
import { post } from "./saving/send.ts";

const isMine = (name: string) => ["title", "body", "language", "sealed", "tags", "clientId", "version"].includes(name);

// Saves what is written in a composer as a draft, on the device at once and on the server after a pause, until its post has
// arrived; an untouched tab leaves drafts alone. Without it the form has a button that saves.
class PostDraft extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form")!;
    const { url, draft, sent = "", ended, added, quoted, typed, conflict } = this.dataset;
    const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | null;
    const text = field("body")!;
    const sequence = field("sequence")!;
    const discard = form.querySelector<HTMLElement>("[value=discard]")!;
    dropArrived(sent.split(" "));

    const read = () => draftText(readFields(form, isMine));
    const fill = (words: string) => fillFields(form, words, isMine);
    // What came with the page below the draft is not on the server.
    const saved = readServed(form, isMine).map(([name, value]): [string, string] => {
      return [name, name === "body" && added ? value.slice(0, -Number(added)) : value];
    });
    const showLine = openLine(this);
    const showChoice = openDraftChoice(this, {
      keep({ theirs, version }) {
        // What was sent before goes out under another id.
        if (!theirs) renew();
        saver.resume(draftText(Object.entries(theirs ?? {})), String(version));
      },
      take({ theirs, version }) {
        if (!theirs) return leaveIt();
        fill(draftText(Object.entries(theirs)));
        saver.resume(read(), String(version));
      },
    });
    const renew = () => {
      const id = field("clientId");
      if (id) id.value = newId();
    };
    const leaveIt = () => {
      saver.forget();
      location.replace(location.pathname + location.search);
    };
    const saver = openSaver<DraftAnswer>({
      key: `post:${draft}`,
      version: sequence,
      read,
      fill(kept) {
        // Whoever came to quote has the quotation below what they wrote before.
        const quotation = quoted === undefined ? "" : text.value;
        fill(kept);
        if (quotation) text.value = joinTexts(text.value, quotation);
      },
      saved: typed === undefined ? draftText(saved) : null,
      conflict: conflict === undefined ? undefined : { kind: "conflict", answer: { message: conflict } },
      // An edit that was sent in another tab is compared with this text by the page that follows.
      showsConflict: ({ theirs }) => theirs !== undefined || !field("version"),
      // An edit that was sent, of a text that has changed since, or a text that a file has come below.
      hasArrived: ({ version, text: words, sent: heard }) =>
        version !== sequence.value &&
        heard.includes(fingerprint(words)) &&
        (ended === undefined ? isBegunBy(text.value, words) : field("version") !== null),
      show(state) {
        showLine(state);
        showChoice(state.kind === "conflict" ? state.answer : null);
        discard.hidden = state.kind === "clean" || read() === "";
      },
      send(words) {
        const body = new URLSearchParams(words);
        body.set("sequence", sequence.value);
        return post<DraftAnswer>(url!, body, ({ version, theirs = {} }) =>
          version === undefined ? null : { text: draftText(Object.entries(theirs)), version: String(version) },
        );
      },
    });
    bindSaver(form, saver);

    let wasSent = false;
    form.addEventListener("submit", ({ submitter, defaultPrevented }) => {
      wasSent = !defaultPrevented && (submitter as HTMLButtonElement | null)?.value === "send";
    });
    // Gone back to after sending: what is written now is another post.
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted && wasSent) renew();
      wasSent = false;
    });
  }
}

/** Whether a text is another one with more below it. */
function isBegunBy(body: string, words: string): boolean {
  const begun = new URLSearchParams(words).get("body")?.trimEnd();
  return Boolean(begun) && body.startsWith(`${begun}\n\n`);
}

/** In one order, whoever wrote it; what is blank counts as nothing written. */
function draftText(entries: Entries): string {
  const isBlank = entries.every(([name, value]) => !["title", "body"].includes(name) || value.trim() === "");
  return isBlank ? "" : sortedText(entries);
}

customElements.define("post-draft", PostDraft);
