/** Puts the list of people below a text, whose script is loaded once somebody writes: most who read the page do not. */
export function openMentions({ dataset }: HTMLElement, text: HTMLTextAreaElement): void {
  const { complete, list } = dataset;
  if (!complete || !list) return;
  const load = () => {
    const script = document.createElement("script");
    Object.assign(script, { type: "module", src: list });
    // The link was lost: the next time.
    script.addEventListener("error", () => text.addEventListener("focus", load, { once: true }));
    script.addEventListener("load", () => {
      const element = document.createElement("mention-list");
      element.dataset.complete = complete;
      text.after(element);
    });
    document.head.append(script);
  };
  if (document.activeElement === text) load();
  else text.addEventListener("focus", load, { once: true });
}
