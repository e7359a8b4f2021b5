// Follows an import: asks once a second how far it is, moves the bar, and loads the page again when it is over. Without
// it the page loads itself again every few seconds.
class ImportProgress extends HTMLElement {
  private timer = 0;

  connectedCallback() {
    this.timer = window.setInterval(() => void this.ask(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  private async ask() {
    const response = await fetch(this.dataset.url!).catch(() => null);
    // Signed out or gone: the page itself says what to do.
    if (response && !response.ok) return location.reload();
    if (!response || response.redirected) return;
    const { done, total, text, isFinished } = (await response.json()) as Status;
    const bar = this.querySelector("progress")!;
    bar.max = total || 1;
    bar.value = done;
    this.querySelector("[data-text]")!.textContent = text;
    if (isFinished) location.reload();
  }
}

type Status = { done: number; total: number; text: string; isFinished: boolean };

customElements.define("import-progress", ImportProgress);
