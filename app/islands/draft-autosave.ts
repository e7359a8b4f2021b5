// Saves the form inside on its own two seconds after a change, and says honestly what is saved. With `data-keeps` what is
// not saved yet is kept on this device and taken up again, with the version that it was typed on: when another tab has
// saved since, the server says so and shows both. (A composer inside keeps its own text.) Without this island the form has a
// button that saves.
const keptDays = 30;
type Copy = { at: number; fields: [string, string][] };

class DraftAutosave extends HTMLElement {
  private timer = 0;
  private isBusy = false;
  private isDirty = false;
  private isStopped = false;

  connectedCallback() {
    const form = this.querySelector("form")!;
    form.addEventListener("input", ({ target }) => {
      if ((target as HTMLInputElement).type !== "file") this.later(2000);
    });
    // From here on the form itself carries what is typed, and the version it had.
    form.addEventListener("submit", (event) => {
      if ((event.submitter as HTMLButtonElement | null)?.value !== "preview") clearTimeout(this.timer);
    });
    addEventListener("online", () => this.isDirty && this.later(0));
    this.takeUp(form);
  }

  /** What was typed here and never saved. */
  private takeUp(form: HTMLFormElement) {
    const copy = this.read();
    if (!copy || copy.at < Date.now() - keptDays * 86_400_000) return this.keep(null);
    if (JSON.stringify(copy.fields) === JSON.stringify(this.fields(form))) return this.keep(null);
    const given = new Map<string, string[]>();
    for (const [name, value] of copy.fields) given.set(name, [...(given.get(name) ?? []), value]);
    for (const field of form.elements) {
      const { name, type } = field as HTMLInputElement;
      if (!name || type === "file" || type === "submit") continue;
      if (type === "radio" || type === "checkbox") {
        (field as HTMLInputElement).checked = given.get(name)?.includes((field as HTMLInputElement).value) ?? false;
      } else if (given.has(name)) (field as HTMLInputElement).value = given.get(name)![0]!;
    }
    this.later(0);
  }

  /** What is typed, files apart. */
  private fields(form: HTMLFormElement): [string, string][] {
    return [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as [string, string]] : [],
    );
  }

  private get key() {
    return `draft:${this.dataset.url}`;
  }

  private read(): Copy | null {
    if (this.dataset.keeps === undefined) return null;
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "null") as Copy | null;
    } catch {
      return null;
    }
  }

  private keep(fields: Copy["fields"] | null) {
    if (this.dataset.keeps === undefined) return;
    try {
      if (fields) localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), fields }));
      else localStorage.removeItem(this.key);
    } catch {
      // A device that keeps nothing still saves to the server.
    }
  }

  private later(milliseconds: number) {
    this.isDirty = true;
    this.keep(this.fields(this.querySelector("form")!));
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), milliseconds);
  }

  private async save() {
    if (this.isBusy || this.isStopped) return;
    this.isBusy = true;
    this.isDirty = false;
    const form = this.querySelector("form")!;
    const body = new URLSearchParams(this.fields(form));
    try {
      const answer = await fetch(this.dataset.url!, { method: "POST", body });
      const isJson = answer.headers.get("content-type")?.includes("json");
      if (answer.ok && isJson && !answer.redirected) {
        const { version, savedAt } = (await answer.json()) as { version: number; savedAt: string };
        form.querySelector<HTMLInputElement>("[name=version]")!.value = String(version);
        // Typed meanwhile: `later` has kept that, and it is still to be sent.
        if (!this.isDirty) this.keep(null);
        this.tell(this.dataset.saved!, savedAt);
      } else if (answer.status === 409) {
        // Another tab has saved: sending this form shows both texts.
        this.isStopped = true;
        this.tell(this.dataset.stale!);
      } else if (isJson && answer.status < 500) {
        this.tell(((await answer.json()) as { message?: string }).message ?? this.dataset.offline!);
      } else throw new Error(String(answer.status));
    } catch {
      this.isDirty = true;
      this.tell(this.dataset.offline!);
    }
    this.isBusy = false;
    if (this.isDirty) this.later(navigator.onLine ? 10_000 : 60_000);
  }

  private tell(message: string, at?: string) {
    const language = document.documentElement.lang;
    const locale = language === "ar" ? "ar-u-nu-latn" : language;
    const time = at ? new Date(at).toLocaleTimeString(locale, { timeStyle: "short" }) : "";
    this.querySelector("[data-autosave]")!.textContent = message.replace("{time}", time);
  }
}

customElements.define("draft-autosave", DraftAutosave);
