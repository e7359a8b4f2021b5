import { asWritten, wholeTime } from "#app/lib/written-dates.ts";

// Counts down to the end of an attempt by the server's clock, whatever the device's own says. It speaks rarely (every ten
// minutes, at five, at one) and when it is asked, moves no focus, and at the end sends the form that it is told of. A save
// that names another end or a better time of the server reaches it as an event.
const spoken = [300, 60];

class QuizTimer extends HTMLElement {
  private endsAt = 0;
  /** The server's clock minus the device's. An answer is late by its way here, so the largest that was seen is nearest. */
  private offset = 0;
  private last = Infinity;

  connectedCallback() {
    this.endsAt = Number(this.dataset.ends);
    this.offset = this.remember(Number(this.dataset.now) - Date.now());
    this.querySelector("[hidden]")!.removeAttribute("hidden");
    this.querySelector("button")!.addEventListener("click", () => this.speak(true));
    addEventListener("quiz-clock", (event) => this.hear((event as CustomEvent<Clock>).detail));
    document.addEventListener("visibilitychange", () => this.tick());
    setInterval(() => this.tick(), 1000);
    this.tick();
  }

  private hear({ now, endsAt }: Clock) {
    this.offset = this.remember(now - Date.now());
    if (endsAt === null || endsAt === this.endsAt) return;
    this.endsAt = endsAt;
    this.last = Infinity;
    const { locale, zone, moment: words } = this.dataset;
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: zone });
    this.querySelector("time")!.textContent = words!.replace(
      "{time}",
      wholeTime(asWritten(locale, moment.format(endsAt))),
    );
    if (this.left > 0) this.form?.querySelectorAll("[data-ended]").forEach((field) => field.remove());
    if (this.left > 0) delete this.form?.dataset.ended;
    this.speak();
    this.tick();
  }

  private get form() {
    return document.getElementById(this.dataset.form!) as HTMLFormElement | null;
  }

  /** A page out of the browser's memory says an old time: what other pages of the attempt have seen counts too. */
  private remember(offset: number): number {
    const key = `clock:${this.dataset.attempt}`;
    try {
      const best = Math.max(offset, Number(sessionStorage.getItem(key) ?? offset));
      sessionStorage.setItem(key, String(best));
      return best;
    } catch {
      return Math.max(offset, this.offset || offset);
    }
  }

  private get left(): number {
    return Math.max(0, Math.ceil((this.endsAt - this.offset - Date.now()) / 1000));
  }

  private tick() {
    const left = this.left;
    const clock = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
    const shown = (left >= 3600 ? clock : clock.slice(1)).map((part) => String(part).padStart(2, "0")).join(":");
    this.querySelector("[data-clock]")!.textContent = shown;
    const isMark = spoken.some((mark) => this.last > mark && left <= mark);
    const isTen = left > 0 && Math.ceil(this.last / 600) > Math.ceil(left / 600);
    if (this.last !== Infinity && (isMark || isTen)) this.speak();
    this.last = left;
    if (left === 0) this.end();
  }

  private speak(isAsked = false) {
    const left = this.left;
    const minutes = Math.floor(left / 60);
    const words = [this.unit(minutes, "minute"), this.unit(left % 60, "second")];
    // By itself it speaks at full minutes and says no seconds.
    const time = isAsked
      ? words.filter((word) => word !== "").join(" ")
      : this.unit(Math.max(1, Math.round(left / 60)), "minute");
    const voice = this.querySelector("[data-voice]")!;
    voice.textContent = "";
    // The same words twice are said twice only when the field was empty in between.
    setTimeout(
      () => (voice.textContent = this.dataset.left!.replace("{time}", time || this.unit(0, "second", true))),
      50,
    );
    if (isAsked) voice.classList.remove("visually-hidden");
  }

  private unit(count: number, unit: string, always = false): string {
    if (count === 0 && !always) return "";
    return new Intl.NumberFormat(this.dataset.locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
  }

  private end() {
    const form = this.form;
    if (!form || form.dataset.ended !== undefined) return;
    this.querySelector("[data-voice]")!.textContent = this.dataset.over!;
    form.dataset.ended = "";
    for (const [name, value] of Object.entries({ intent: this.dataset.intent!, confirm: "1" })) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      field.dataset.ended = "";
      form.prepend(field);
    }
    form.requestSubmit();
  }
}

type Clock = { now: number; endsAt: number | null };

customElements.define("quiz-timer", QuizTimer);
