// Enhances the form that posts are written in: tools that write Markdown, a preview in place, quoting, Ctrl+Enter, and a
// draft that this browser keeps until its post has arrived. Without it the form is complete.

import { insertText, markdownTools, toolKeys } from "#app/lib/markdown-tools.ts";

type Draft = {
  body: string;
  title: string;
  language: string;
  clientId: string;
  version: string;
  at: number;
  sent: boolean;
};

const prefix = "draft:";
const keepFor = 60 * 24 * 3600 * 1000;

class ForumComposer extends HTMLElement {
  private form!: HTMLFormElement;
  private text!: HTMLTextAreaElement;
  private timer = 0;
  private wasSent = false;
  /** Whether somebody has written here: an untouched tab leaves the drafts of others alone. */
  private isTouched = false;

  connectedCallback() {
    this.form = this.querySelector("form")!;
    this.text = this.form.querySelector("textarea")!;
    this.forgetArrived();
    this.isTouched = this.dataset.typed !== undefined;
    this.restore();
    this.form.addEventListener("input", () => {
      this.isTouched = true;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.keep(), 500);
    });
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("keydown", (event) => this.press(event));
    addEventListener("pagehide", () => this.keep());
    // Gone back to after sending: what is written now is another post.
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted && this.wasSent) this.set("clientId", newId());
      this.wasSent = false;
    });
    this.querySelector("[data-discard]")!.addEventListener("click", () => this.discard());
    document.addEventListener("click", (event) => this.quote(event));
    this.equip();
  }

  // The draft

  private field(name: string) {
    return this.form.elements.namedItem(name) as HTMLInputElement | null;
  }
  private value(name: string) {
    return this.field(name)?.value ?? "";
  }
  private set(name: string, value: string) {
    const field = this.field(name);
    if (field && value) field.value = value;
  }

  /** Drafts whose post stands on this page have arrived; old ones are nobody's any more. */
  private forgetArrived() {
    const arrived = (this.dataset.sent ?? "").split(" ").filter(Boolean);
    for (const key of storedKeys()) {
      const draft = read(key);
      if (!draft || arrived.includes(draft.clientId) || Date.now() - draft.at > keepFor) remove(key);
    }
  }

  private restore() {
    const draft = read(this.key);
    if (!draft || this.dataset.typed !== undefined || draft.body === this.text.value) return;
    // An edit that was sent, of a text that has changed since: it has arrived.
    if (draft.sent && draft.version !== this.value("version")) return remove(this.key);
    const quotation = draft.version ? "" : this.text.value;
    this.text.value = quotation ? `${draft.body.trimEnd()}\n\n${quotation}` : draft.body;
    for (const name of ["title", "language", "clientId", "version"] as const) this.set(name, draft[name]);
    this.isTouched = true;
    this.tell(this.dataset.restored, draft.at, true);
  }

  private keep(sent = false) {
    clearTimeout(this.timer);
    const [body, title] = [this.text.value, this.value("title")];
    if (!this.isTouched || (this.wasSent && !sent)) return;
    const isSame = body === this.text.defaultValue && title === (this.field("title")?.defaultValue ?? "");
    const isEmpty = !body.trim() && !title.trim();
    if (isEmpty || (isSame && this.dataset.typed === undefined)) {
      remove(this.key);
      return this.tell("", 0, false);
    }
    const draft: Draft = {
      ...{ body, title, sent, at: Date.now(), language: this.value("language") },
      ...{ clientId: this.value("clientId"), version: this.value("version") },
    };
    try {
      localStorage.setItem(this.key, JSON.stringify(draft));
      this.tell(this.dataset.kept, draft.at, false);
    } catch {
      this.tell(this.dataset.lost, draft.at, false);
    }
  }

  private discard() {
    remove(this.key);
    this.form.reset();
    this.isTouched = false;
    this.tell("", 0, false);
    this.text.focus();
  }

  private get key() {
    return prefix + this.dataset.draft;
  }

  private tell(message: string | undefined, at: number, mayDiscard: boolean) {
    const status = this.querySelector("[data-status]")!;
    const language = document.documentElement.lang;
    const time = new Date(at).toLocaleTimeString(language === "ar" ? "ar-u-nu-latn" : language, { timeStyle: "short" });
    status.querySelector("span")!.textContent = (message ?? "").replace("{time}", time);
    status.querySelector<HTMLElement>("[data-discard]")!.hidden = !mayDiscard;
  }

  // Sending and looking

  private submit(event: SubmitEvent) {
    const button = event.submitter as HTMLButtonElement | null;
    if (button?.value === "preview" && !button.dataset.plainly) {
      event.preventDefault();
      void this.preview(button);
      return;
    }
    this.keep(true);
    this.wasSent = button?.value !== "preview";
  }

  private async preview(button: HTMLButtonElement) {
    const section = this.querySelector<HTMLElement>("[data-preview]")!;
    const view = section.querySelector<HTMLElement>(".prose")!;
    try {
      const body = new URLSearchParams({ body: this.text.value, language: this.value("language") });
      const answer = await fetch("/forum/preview", { method: "POST", body });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      view.innerHTML = await answer.text();
      view.lang = this.value("language");
      section.hidden = false;
      section.scrollIntoView({ block: "nearest" });
    } catch {
      // The page says better than we could what is wrong.
      button.dataset.plainly = "1";
      this.form.requestSubmit(button);
    }
  }

  // Writing

  private press(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    if (event.key === "Enter") this.form.requestSubmit(this.form.querySelector<HTMLElement>("[value=send]"));
    else if (event.target === this.text && toolKeys[event.key.toLowerCase()] && !event.shiftKey)
      markdownTools[toolKeys[event.key.toLowerCase()]!]!(this.text);
    else return;
    event.preventDefault();
  }

  private equip() {
    const bar = this.querySelector<HTMLElement>("[role=toolbar]")!;
    const buttons = [...bar.querySelectorAll<HTMLButtonElement>("button")];
    bar.hidden = false;
    bar.addEventListener("click", (event) => {
      const tool = (event.target as Element).closest<HTMLElement>("[data-tool]")?.dataset.tool;
      if (tool) markdownTools[tool]?.(this.text);
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
  }

  /** The words of a reply, or the part of them that is selected, as a quotation in the text. */
  private quote(event: MouseEvent) {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-quote]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const reply = link.closest(".reply")!;
    const marked = getSelection();
    const isInside =
      marked && !marked.isCollapsed && reply.contains(marked.anchorNode) && reply.contains(marked.focusNode);
    const words = isInside ? String(marked) : (reply.querySelector<HTMLElement>(".prose")?.innerText ?? "");
    const name = (reply.querySelector(".reply-author")?.textContent ?? "").replace(/[\\[\]*_`<>]/g, "\\$&");
    const address = reply.querySelector<HTMLAnchorElement>(".reply-number")!.getAttribute("href")!;
    const lines = words
      .trim()
      .slice(0, 1000)
      .split("\n")
      .map((line) => `> ${line}`.trimEnd());
    event.preventDefault();
    this.text.focus();
    this.text.selectionStart = this.text.selectionEnd = this.text.value.length;
    const gap = this.text.value.trim() ? "\n\n" : "";
    insertText(this.text, `${gap}> [${name} #${link.dataset.quote}](${address})\n>\n${lines.join("\n")}\n\n`);
    this.text.scrollIntoView({ block: "center" });
  }
}

function newId() {
  // randomUUID exists on secure origins only.
  return globalThis.crypto?.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}

function storedKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

function remove(key: string) {
  try {
    localStorage.removeItem(key);
  } catch {
    // No storage, no draft.
  }
}

customElements.define("forum-composer", ForumComposer);
