import { pageWeight } from "./shell/page-weight.ts";

// The menu of the header: closed by Escape, with the focus back on the word that opened it, and by a press or the focus going
// elsewhere. Beside it, because every page loads this file: what the page has weighed.
class SiteMenu extends HTMLElement {
  private readonly ending = new AbortController();

  connectedCallback() {
    const menu = this.querySelector("details")!;
    const { signal } = this.ending;
    const closeFor = ({ target }: Event) => {
      if (!this.contains(target as Node)) menu.open = false;
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")!.focus();
    };
    document.addEventListener("pointerdown", closeFor, { signal });
    document.addEventListener("focusin", closeFor, { signal });
    document.addEventListener("keydown", onKey, { signal });
  }

  disconnectedCallback() {
    this.ending.abort();
  }
}

/** Says how many bytes have come over the line for this page, once it is whole. */
class PageWeight extends HTMLElement {
  connectedCallback() {
    const say = () => {
      const size = pageWeight(document.documentElement.lang);
      // Out of the way of React, which on tools takes over what is in the page.
      if (size !== null) this.attachShadow({ mode: "open" }).textContent = this.dataset.words!.replace("%", size);
    };
    // What is loaded last counts as well.
    if (document.readyState === "complete") setTimeout(say);
    else addEventListener("load", () => setTimeout(say), { once: true });
  }
}

customElements.define("site-menu", SiteMenu);
customElements.define("page-weight", PageWeight);
