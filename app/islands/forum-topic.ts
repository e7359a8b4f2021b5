// An open topic: tells when others have replied, and reports which replies were on screen. Without it the page is
// complete: a reload shows the same, and a picture in <noscript> reports the last reply of the page.

const askEvery = 30_000;
const reportAfter = 2_000;

class ForumTopic extends HTMLElement {
  private seen = -1;
  private reported = -1;
  private timer = 0;
  private etag = "";

  connectedCallback() {
    const { changes, read } = this.dataset;
    if (read) this.watchReading(read);
    const saves = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
    if (changes && !saves) window.setInterval(() => void this.ask(changes), askEvery);
  }

  private async ask(url: string) {
    if (document.hidden) return;
    try {
      const headers: Record<string, string> = this.etag ? { "If-None-Match": this.etag } : {};
      const answer = await fetch(url, { headers, cache: "no-store" });
      if (answer.status !== 200) return;
      this.etag = answer.headers.get("ETag") ?? "";
      const { message, href } = (await answer.json()) as { message: string | null; href: string | null };
      if (!message || !href || this.textContent === message) return;
      const link = document.createElement("a");
      link.href = href;
      link.textContent = message;
      this.replaceChildren(link);
    } catch {
      // The link is down; the next turn asks again.
    }
  }

  /**
   * A reply counts as read when its end was on screen; one that is folded, by somebody whom the reader keeps away, when the line was that
   * stands for it: it would stay unread for ever.
   */
  private watchReading(url: string) {
    const report = () => {
      if (this.seen <= this.reported) return;
      this.reported = this.seen;
      navigator.sendBeacon(url, new URLSearchParams({ number: String(this.seen) }));
    };
    const numbers = new Map<Element, number>();
    const observer = new IntersectionObserver((entries) => {
      if (document.hidden) return;
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) this.seen = Math.max(this.seen, numbers.get(target)!);
      }
      clearTimeout(this.timer);
      this.timer = window.setTimeout(report, reportAfter);
    });
    for (const reply of document.querySelectorAll(".reply")) {
      const folded = reply.closest("details")?.querySelector("summary");
      const end = folded ?? reply.querySelector(":scope > footer, .prose > :last-child") ?? reply;
      numbers.set(end, Number(reply.id.slice("reply-".length)));
      observer.observe(end);
    }
    addEventListener("pagehide", report);
    document.addEventListener("visibilitychange", report);
  }
}

customElements.define("forum-topic", ForumTopic);
