/** Shows one pane at a time where there is room for one, and says which stands beside the text where there is room for two. */
export function openViews(form: HTMLFormElement): void {
  const buttons = [...form.querySelectorAll<HTMLButtonElement>("[data-show]")];
  const panes = form.querySelector<HTMLElement>(".editor-panes")!;
  const side = form.querySelector<HTMLElement>(".pane-side")!;
  const beside = side.querySelector(".pane-source") ? "source" : "preview";

  function show(view: string): void {
    panes.dataset.view = view;
    side.dataset.shows = view === "write" ? beside : view;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === view));
  }

  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.show!));
  show("write");
}
