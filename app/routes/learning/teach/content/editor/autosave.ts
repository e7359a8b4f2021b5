// Saves what is typed in the unit editor, for the browser. It reads the fields and never writes into them, but for what
// this device kept: a server's answer changes the state beside the text, and nothing in it.

import { type Copy, dropCopy, keepCopy, type KeptText, readCopy, sameText } from "./device-copy.ts";

export type Other = { name: string; language: string };
export type Theirs = KeptText & { version: string; savedBy: string | null };
export type SaveState = {
  kind: "idle" | "saving" | "saved" | "offline" | "stale" | "signed_out" | "refused";
  /** Of "saved": when, and whether the link had been down before. */
  at?: Date;
  isAgain?: boolean;
  /** The server's sentence, in the reader's language. */
  message?: string | undefined;
  signIn?: string;
  theirs?: Theirs;
};

type Answer = {
  version?: string;
  savedAt?: string;
  message?: string;
  theirs?: Theirs;
  signIn?: string;
  others?: Other[];
};

type Options = {
  url: string;
  /** Names the text on this device: whose, of which unit, in which language. */
  key: string;
  language: string;
  form: HTMLFormElement;
  /** What the server has. */
  saved: KeptText;
  onState: (state: SaveState) => void;
  onOthers: (others: Other[]) => void;
};

/** After a change; the next ones wait for no longer than this, so that a change is saved within two seconds. */
const firstPause = 1000;
const longestPause = 30_000;
const patience = 15_000;
const heartbeat = 25_000;
const remembered = 5;

export class Autosave {
  private saved: KeptText;
  private sent: KeptText[] = [];
  private timer = 0;
  private beat = 0;
  private tries = 0;
  private isBusy = false;
  private isStopped = false;
  private isLeaving = false;
  private waiting: HTMLElement | null | undefined;
  private readonly listening = new AbortController();

  constructor(private readonly options: Options) {
    this.saved = { title: options.saved.title, body: options.saved.body };
    const { signal } = this.listening;
    addEventListener("online", () => this.plan(0), { signal });
    addEventListener("focus", () => this.plan(0), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.plan(0), { signal });
    options.form.addEventListener("input", () => this.change(), { signal });
    options.form.addEventListener("submit", (event) => this.beforeSubmit(event), { signal });
    addEventListener("pageshow", () => (this.isLeaving = false), { signal });
    this.beat = window.setInterval(() => void this.sayHere(), heartbeat);
    this.takeUp();
  }

  stop() {
    this.listening.abort();
    clearTimeout(this.timer);
    clearInterval(this.beat);
  }

  /** What is in the fields now. */
  text(): KeptText {
    return { title: this.field("title").value, body: this.field("body").value };
  }

  /** Whoever has read the other text goes on with their own: it is saved over the other one. */
  keepMine(theirs: Theirs) {
    this.field("version").value = theirs.version;
    this.saved = { title: theirs.title, body: theirs.body };
    this.resume();
  }

  /** Whoever has read the other text takes it; the caller still shows what stood here. */
  takeTheirs(theirs: Theirs) {
    this.fill(theirs);
    this.field("version").value = theirs.version;
    this.saved = this.text();
    this.resume();
  }

  private resume() {
    this.sent = [];
    this.isStopped = false;
    this.keep();
    if (this.isOpen()) void this.save();
    else this.options.onState({ kind: "idle" });
  }

  private takeUp() {
    const copy = readCopy(this.options.key);
    const here = this.text();
    const isUntouched = sameText(here, this.saved);
    if (copy && isUntouched && !sameText(copy.text, here)) this.restore(copy);
    else if (isUntouched) dropCopy(this.options.key);
    if (this.isOpen()) this.change();
  }

  private restore(copy: Copy) {
    // When the server holds what was sent from here, only its answer was lost; otherwise the old version will tell.
    if (!copy.sent.some((one) => sameText(one, this.saved))) this.field("version").value = copy.version;
    this.sent = copy.sent;
    this.fill(copy.text);
  }

  private change() {
    this.keep();
    if (this.isStopped || this.tries > 0) return;
    this.options.onState({ kind: this.isOpen() ? "saving" : "idle" });
    this.plan(firstPause);
  }

  private isOpen(): boolean {
    return !this.isStopped && !this.isLeaving && (this.sent.length > 0 || !sameText(this.text(), this.saved));
  }

  private plan(pause: number) {
    if (!this.isOpen()) return;
    if (pause === 0) clearTimeout(this.timer);
    else if (this.timer) return;
    this.timer = window.setTimeout(() => void this.save(), pause);
  }

  private async save() {
    this.timer = 0;
    if (this.isBusy || !this.isOpen()) return;
    const text = this.text();
    this.isBusy = true;
    this.options.onState({ kind: "saving" });
    this.sent = [...this.sent.filter((one) => !sameText(one, text)), text].slice(-remembered);
    this.keep();
    let isSaved = false;
    try {
      const response = await this.send({ intent: "save", ...text, version: this.field("version").value });
      isSaved = this.hear(response.status, (await response.json()) as Answer, text);
    } catch {
      this.tryLater();
    }
    this.isBusy = false;
    if (this.waiting !== undefined) this.leave();
    else if (isSaved) this.plan(firstPause);
  }

  private send(fields: Record<string, string>): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, language: this.options.language })) body.set(name, value);
    return fetch(this.options.url, { method: "POST", body, signal: AbortSignal.timeout(patience) });
  }

  private hear(status: number, answer: Answer, text: KeptText): boolean {
    if (answer.others) this.options.onOthers(answer.others);
    if (answer.version) return this.accept(answer.version, text, new Date(answer.savedAt ?? Date.now()));
    const { theirs } = answer;
    if (theirs) {
      // The other window was this one: its answer was lost on the way.
      const own = this.sent.find((one) => !sameText(one, text) && sameText(one, theirs));
      if (own) return this.accept(theirs.version, own, new Date());
      this.isStopped = true;
      this.options.onState({ kind: "stale", theirs });
      return false;
    }
    if (answer.signIn) {
      this.options.onState({ kind: "signed_out", message: answer.message, signIn: answer.signIn });
      return false;
    }
    // What the server will not take, it will not take a second time either: a change may mend it.
    if (status >= 400 && status < 500 && status !== 429) {
      this.sent = [];
      this.options.onState({ kind: "refused", message: answer.message });
      return false;
    }
    this.tryLater();
    return false;
  }

  private accept(version: string, text: KeptText, at: Date): true {
    const isAgain = this.tries > 0;
    this.field("version").value = version;
    this.saved = text;
    this.sent = [];
    this.tries = 0;
    this.keep();
    this.options.onState(sameText(this.text(), text) ? { kind: "saved", at, isAgain } : { kind: "saving" });
    return true;
  }

  private tryLater() {
    this.tries += 1;
    this.options.onState({ kind: "offline" });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), Math.min(longestPause, 1000 * 2 ** this.tries));
  }

  /** A form that is sent while a save has no answer yet would seem stale: it waits for one. */
  private beforeSubmit(event: SubmitEvent) {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.isBusy && !this.isLeaving) {
      event.preventDefault();
      this.waiting = event.submitter;
      return;
    }
    this.isLeaving = true;
    if ((event.submitter as HTMLButtonElement | null)?.value === "discard") dropCopy(this.options.key);
  }

  /** Sends the form, whether or not the save has gone through: the text is in it. */
  private leave() {
    const submitter = this.waiting;
    this.waiting = undefined;
    if (this.isStopped) return;
    this.isLeaving = true;
    this.options.form.requestSubmit(submitter);
  }

  private async sayHere() {
    if (document.hidden) return;
    try {
      const response = await this.send({ intent: "seen" });
      const { others } = (await response.json()) as Answer;
      if (others) this.options.onOthers(others);
    } catch {
      // The next one will say it.
    }
  }

  private keep() {
    const text = this.text();
    if (sameText(text, this.saved) && this.sent.length === 0) return dropCopy(this.options.key);
    keepCopy(this.options.key, { at: Date.now(), version: this.field("version").value, text, sent: this.sent });
  }

  private fill({ title, body }: KeptText) {
    this.field("title").value = title;
    this.field("body").value = body;
    this.options.form.dispatchEvent(new Event("editor-filled"));
  }

  private field(name: "title" | "body" | "version") {
    return this.options.form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement;
  }
}
