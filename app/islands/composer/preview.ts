/** Shows the text as it will look, below the form, when the preview button is pressed; nothing in a form without a place for it. */
export function openPreview(root: HTMLElement, form: HTMLFormElement, text: HTMLTextAreaElement): void {
  const section = root.querySelector<HTMLElement>("[data-preview]");
  const view = section?.querySelector<HTMLElement>(".prose");
  if (!section || !view) return;
  const show = async (button: HTMLButtonElement) => {
    const language = (form.elements.namedItem("language") as HTMLInputElement | null)?.value ?? "";
    try {
      const body = new URLSearchParams({ body: text.value, language });
      const answer = await fetch("/forum/preview", { method: "POST", body });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      view.innerHTML = await answer.text();
      view.lang = language;
      section.hidden = false;
      section.scrollIntoView({ block: "nearest" });
    } catch {
      // The page says better than we could what is wrong.
      button.dataset.plainly = "1";
      form.requestSubmit(button);
    }
  };

  form.addEventListener("submit", (event) => {
    const button = event.submitter as HTMLButtonElement | null;
    if (button?.value !== "preview" || button.dataset.plainly) return;
    event.preventDefault();
    void show(button);
  });
}
