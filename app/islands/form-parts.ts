// Lets a long form change without leaving the page: a button with `data-part` sends the form as it would anyway, and only
// that part of the answer (the list that its address names, or the element it names itself) is put in the old one's place.
// Warns before a form with unsaved work is left. Without it the buttons load the page anew, with everything in it.
class FormParts extends HTMLElement {
  private isChanged = false;

  connectedCallback() {
    this.isChanged = this.dataset.typed !== undefined;
    this.addEventListener("input", () => (this.isChanged = true));
    this.addEventListener("change", (event) => this.count(event));
    this.addEventListener("submit", (event) => void this.send(event));
    addEventListener("beforeunload", (event) => {
      if (this.isChanged && this.dataset.leave) event.preventDefault();
    });
  }

  private async send(event: SubmitEvent) {
    const button = event.submitter as HTMLButtonElement | null;
    if (button?.dataset.part === undefined || button.dataset.plainly) {
      this.isChanged = false;
      return;
    }
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const id = button.dataset.part || new URL(button.formAction).hash.slice(1);
    try {
      const body = new URLSearchParams(new FormData(form, button) as unknown as Record<string, string>);
      const answer = await fetch(button.formAction, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // A refusal is said by the whole page.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      this.put(page, id, button.value);
      this.isChanged = true;
    } catch {
      button.dataset.plainly = "1";
      form.requestSubmit(button);
    }
  }

  private put(page: Document, id: string, intent: string) {
    if (intent === "gaps") {
      // As many as the text names by now.
      const old = this.querySelectorAll(".gap-fields");
      old[0]?.before(...page.querySelectorAll(".gap-fields"));
      for (const gap of old) gap.remove();
    } else document.getElementById(id)?.replaceWith(page.getElementById(id) ?? "");
    this.focusIn(document.getElementById(id), intent);
  }

  /** The button that was pressed moves with its row; new rows are there to be written in. */
  private focusIn(part: HTMLElement | null, intent: string) {
    const [verb, prefix, at] = intent.split("-");
    if (!part) return;
    if (verb === "up" || verb === "down") {
      const row = Number(at) + (verb === "up" ? -1 : 1);
      const same = part.querySelector<HTMLButtonElement>(`[value="${verb}-${prefix}-${row}"]:not(:disabled)`);
      (same ?? part.querySelector<HTMLButtonElement>(`[value$="-${prefix}-${row}"]:not(:disabled)`))?.focus();
    } else if (verb === "more") {
      part.querySelector<HTMLElement>("li:nth-last-child(3) :is(input:not([type=hidden]), textarea)")?.focus();
    } else part.scrollIntoView({ block: "nearest" });
  }

  /** What a draw can choose from is counted as soon as it is described. */
  private count(event: Event) {
    if (!(event.target as HTMLElement).matches("[data-count]")) return;
    const button = this.querySelector<HTMLButtonElement>("[value=count]");
    if (button && this.querySelector<HTMLSelectElement>("select")?.value) button.form?.requestSubmit(button);
  }
}

customElements.define("form-parts", FormParts);
