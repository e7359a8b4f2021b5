import { pageWeight } from "./shell/page-weight.ts";

// The menu of the header: closed by Escape, with the focus back on the word that opened it, and by a press or the focus going
// elsewhere. Beside it, because every page loads this file: what the page has weighed.
class SiteMenu extends HTMLElement {
  connectedCallback() {
    const menu = this.querySelector("details")!;
    const closeFor = ({ target }: Event) => {
      if (!this.contains(target as Node)) menu.open = false;
    };
    // A page has one menu for as long as it is open.
    for (const kind of ["pointerdown", "focusin"]) document.addEventListener(kind, closeFor);
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")!.focus();
    });
  }
}

/** Says how many bytes have come over the line for this page, once it is whole. */
class PageWeight extends HTMLElement {
  connectedCallback() {
    // What is loaded last counts as well.
    addEventListener("load", () =>
      setTimeout(() => {
        const size = pageWeight(document.documentElement.lang);
        if (size !== null) this.textContent = this.dataset.words!.replace("%", size);
      }),
    );
  }
}

customElements.define("site-menu", SiteMenu);
customElements.define("page-weight", PageWeight);
