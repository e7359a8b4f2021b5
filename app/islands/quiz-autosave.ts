// Saves a quiz by itself: every change within two seconds, one request at a time, each based on the version that the last
// answer named. What is not saved yet is kept on this device and sent when the link is back. It never overwrites what
// another window has saved: it says so and waits for the person.
const firstPause = 1200;
const longestPause = 30_000;
const lastPause = 2000;
const patience = 15_000;
const keptDays = 30;

/** What this device keeps while it is not saved. `sent` are answers that were sent and never heard of again. */
type Copy = { at: number; version: string; answers: string; sent: string[] };
type Answer = {
  version?: number;
  message?: string;
  link?: string;
  stale?: boolean;
  answers?: Record<string, string[]>;
  submitted?: string;
  signIn?: string;
  late?: string;
  again?: string;
  now?: number;
  endsAt?: number | null;
};

class QuizAutosave extends HTMLElement {
  private form!: HTMLFormElement;
  private version!: HTMLInputElement;
  private saved = "";
  private told = "";
  private sent: string[] = [];
  private timer = 0;
  private tries = 0;
  private isBusy = false;
  private isStopped = false;
  private isLeaving = false;
  private waiting: HTMLElement | null | undefined;

  connectedCallback() {
    this.form = this.querySelector("form")!;
    this.version = this.form.elements.namedItem("version") as HTMLInputElement;
    this.saved = this.snapshot();
    this.told = this.querySelector("[role=status]")!.textContent!;
    this.takeUp();
    this.form.addEventListener("input", () => this.change());
    this.form.addEventListener("submit", (event) => this.beforeSubmit(event));
    addEventListener("online", () => this.plan(0));
    addEventListener("offline", () => this.isOpen() && this.say(this.dataset.offline));
    addEventListener("focus", () => this.plan(0));
    document.addEventListener("visibilitychange", () => document.hidden && this.plan(0));
  }

  /** What was typed on this device and never saved, or what was kept while signing in. */
  private takeUp() {
    const copy = this.read();
    if (this.dataset.forget !== undefined) return this.keep(null);
    if (this.dataset.dirty !== undefined) {
      this.saved = "?";
      return this.change();
    }
    if (!copy || copy.answers === this.saved) return this.keep(null);
    // When the server holds what was sent from here, only its answer was lost; otherwise the old version will tell.
    if (!copy.sent.includes(this.saved)) this.version.value = copy.version;
    this.sent = copy.sent;
    this.fill(copy.answers);
    this.change();
  }

  private change() {
    this.keep(this.snapshot());
    if (this.tries > 0 || this.isStopped) return;
    // "Saved" is not left standing over something that is not.
    this.say(this.isOpen() ? this.dataset.saving : this.told);
    this.plan(firstPause);
  }

  /** Whether something is not saved, or was sent and never answered. */
  private isOpen(): boolean {
    return !this.isStopped && (this.sent.length > 0 || this.snapshot() !== this.saved);
  }

  private plan(pause: number) {
    if (!this.isOpen()) return;
    if (pause === 0) clearTimeout(this.timer);
    else if (this.timer) return;
    this.timer = window.setTimeout(() => this.save(), pause);
  }

  private async save() {
    this.timer = 0;
    if (this.isBusy || !(this.isOpen() || this.waiting !== undefined)) return;
    const answers = this.snapshot();
    this.isBusy = true;
    this.say(this.dataset.saving);
    this.sent = [...this.sent.filter((one) => one !== answers), answers].slice(-50);
    this.keep(answers);
    const body = new URLSearchParams(answers);
    for (const name of ["version", "attempt", "page"]) {
      const field = this.form.elements.namedItem(name);
      if (field) body.set(name, (field as HTMLInputElement).value);
    }
    let isSaved = false;
    let isHeard = false;
    try {
      // A request that may outlive the page is small by the browsers' rule.
      const keepalive = answers.length < 60_000;
      const signal = AbortSignal.timeout(patience);
      const response = await fetch(this.dataset.url!, { method: "POST", body, signal, keepalive });
      const answer = (await response.json()) as Answer;
      isHeard = true;
      isSaved = this.hear(response, answer, answers);
    } catch {
      this.tryLater();
    }
    this.isBusy = false;
    if (this.waiting === undefined) return isSaved ? this.plan(firstPause) : undefined;
    // Without a link the next page would be the browser's own, and this one with its answers gone: it stays and tries on.
    if (isHeard) this.leave();
    else if (!this.isEnded && navigator.onLine && this.tries > 1) this.leave();
  }

  private hear(response: Response, answer: Answer, answers: string): boolean {
    if (response.ok) return this.accept(answer, answers);
    if (answer.stale) {
      const page = (this.form.elements.namedItem("page") as HTMLInputElement | null)?.value.split(",");
      const shown = Object.entries(answer.answers!).filter(([number]) => page?.includes(number) ?? true);
      const there = this.serialise(shown.flatMap(([number, values]) => values.map((value) => [`q${number}`, value])));
      // The other window was this one: its answer was lost on the way.
      if (this.sent.includes(there)) return this.accept({ ...answer, message: this.dataset.saving }, there);
    }
    const isRefused = response.status === 400 || response.status === 422;
    if (answer.stale || answer.submitted || answer.late) this.isStopped = true;
    else if (!answer.signIn && !isRefused) return this.tryLater();
    this.say(answer.message, answer.signIn ?? answer.submitted, answer.link);
    return false;
  }

  private accept({ version, message, again, now, endsAt }: Answer, answers: string): true {
    this.version.value = String(version);
    this.saved = answers;
    this.sent = [];
    this.told = (this.tries > 0 ? again : message) ?? message ?? "";
    this.tries = 0;
    this.say(this.snapshot() === answers ? this.told : this.dataset.saving);
    this.keep(this.snapshot());
    if (now === undefined) return true;
    const wasEnded = this.isEnded;
    dispatchEvent(new CustomEvent("quiz-clock", { detail: { now, endsAt } }));
    // The time was made longer meanwhile: nobody leaves.
    if (wasEnded && !this.isEnded) this.waiting = undefined;
    return true;
  }

  private tryLater(): false {
    this.tries += 1;
    this.say(this.dataset.offline);
    clearTimeout(this.timer);
    const longest = this.isEnded ? lastPause : longestPause;
    this.timer = window.setTimeout(() => this.save(), Math.min(longest, 1000 * 2 ** this.tries));
    return false;
  }

  /** Whether the timer has sent the page because the time is over. */
  private get isEnded() {
    return this.form.dataset.ended !== undefined;
  }

  /** A page that is sent while a save has no answer yet would seem stale, and one without a link would be lost: it waits. */
  private beforeSubmit(event: SubmitEvent) {
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.isLeaving || this.isStopped) return;
    if (this.sent.length === 0 && !this.isEnded && navigator.onLine) return;
    event.preventDefault();
    this.waiting = event.submitter;
    void this.save();
  }

  /** Sends the page, whether or not the save has gone through: the answers are in it. */
  private leave() {
    const submitter = this.waiting;
    this.waiting = undefined;
    this.isLeaving = true;
    this.form.requestSubmit(submitter);
    this.isLeaving = false;
  }

  private say(text = "", href?: string, link = "") {
    const status = this.querySelector("[role=status]")!;
    status.textContent = text;
    if (!href) return;
    const anchor = document.createElement("a");
    anchor.href = href;
    anchor.textContent = link;
    status.append(" ", anchor);
  }

  /** All answers as one text; what is empty counts as not answered, as on the server. */
  private snapshot(): string {
    const entries = [...new FormData(this.form)].map(([name, value]) => [name, String(value)] as [string, string]);
    return this.serialise(entries.filter(([name]) => /^q\d/.test(name)));
  }

  /** A question with several places keeps its empty ones while one is filled. */
  private serialise(entries: string[][]): string {
    const filled = new Set(entries.flatMap(([name, value]) => (value!.trim() ? [name] : [])));
    return new URLSearchParams(entries.filter(([name]) => filled.has(name))).toString();
  }

  private fill(answers: string) {
    const values = new URLSearchParams(answers);
    const places = new Map<string, number>();
    const fields = "input[name^=q],select[name^=q],textarea[name^=q]";
    for (const field of this.form.querySelectorAll<HTMLInputElement>(fields)) {
      const given = values.getAll(field.name);
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = given.includes(field.value);
        continue;
      }
      const place = places.get(field.name) ?? 0;
      places.set(field.name, place + 1);
      field.value = given[place] ?? "";
      // Whatever draws its own picture of a list draws it anew.
      if (field.tagName === "SELECT") field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  private get key() {
    return `attempt:${this.dataset.attempt}`;
  }

  private read(): Copy | null {
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith("attempt:")) continue;
        const copy = JSON.parse(localStorage[key]) as Copy;
        if (copy.at < Date.now() - keptDays * 86_400_000) localStorage.removeItem(key);
      }
      return JSON.parse(localStorage.getItem(this.key) ?? "null") as Copy | null;
    } catch {
      return null;
    }
  }

  private keep(answers: string | null) {
    try {
      if (answers === null || (answers === this.saved && this.sent.length === 0))
        return localStorage.removeItem(this.key);
      const copy: Copy = { at: Date.now(), version: this.version.value, answers, sent: this.sent };
      localStorage.setItem(this.key, JSON.stringify(copy));
    } catch {
      // A device that keeps nothing still saves to the server.
    }
  }
}

customElements.define("quiz-autosave", QuizAutosave);
