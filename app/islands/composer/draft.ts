import { bindForm } from "../saving/bind.ts";
import { copiesUnder, putCopy } from "../saving/copy.ts";
import { fillFields, readFields, readServed, textOf } from "../saving/fields.ts";
import { fingerprint } from "../saving/fingerprint.ts";
import { openLine } from "../saving/line.ts";
import { openKeeper } from "../saving/keeper.ts";
import { joinTexts } from "../saving/restore.ts";

const isMine = (name: string) => ["title", "body", "language", "clientId"].includes(name);

/** Keeps what is written on this device until its post has arrived; an untouched tab leaves the drafts of others alone. */
export function keepDraft(root: HTMLElement, form: HTMLFormElement): void {
  const { draft, sent = "", typed } = root.dataset;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | null;
  const text = field("body")!;
  const version = field("version") ?? { value: "" };
  dropArrived(sent.split(" "));

  const first = textOf(readServed(form, isMine));
  const isBlank = () => !text.value.trim() && !field("title")?.value.trim();
  const keeper = openKeeper({
    key: `post:${draft}`,
    version,
    // What is blank counts as nothing written.
    read: () => (isBlank() ? first : textOf(readFields(form, isMine))),
    fill(kept) {
      // Whoever came to quote has the quotation below what they wrote before.
      const quotation = version.value ? "" : text.value;
      fillFields(form, kept, isMine);
      if (quotation) text.value = joinTexts(text.value, quotation);
    },
    show: openLine(root),
    saved: typed === undefined || isBlank() ? first : null,
    // An edit that was sent, of a text that has changed since.
    hasArrived: (copy) => copy.version !== version.value && copy.sent.includes(fingerprint(copy.text)),
  });
  bindForm(form, keeper);
  const discard = root.querySelector("[data-discard]")!;
  discard.addEventListener("click", () => {
    form.reset();
    keeper.forget();
    text.focus();
  });
  let wasSent = false;
  form.addEventListener("submit", ({ submitter, defaultPrevented }) => {
    wasSent = !defaultPrevented && (submitter as HTMLButtonElement | null)?.value !== "preview";
  });
  // Gone back to after sending: what is written now is another post.
  addEventListener("pageshow", ({ persisted }) => {
    const id = field("clientId");
    if (persisted && wasSent && id) id.value = newId();
    wasSent = false;
  });
}

/** Drafts whose post stands on this page have arrived. */
function dropArrived(clientIds: string[]): void {
  for (const { key, copy } of copiesUnder("post:")) {
    const id = new URLSearchParams(copy?.text).get("clientId");
    if (id && clientIds.includes(id)) putCopy(key, null);
  }
}

function newId(): string {
  // randomUUID exists on secure origins only.
  return globalThis.crypto?.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}
