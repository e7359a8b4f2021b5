const pause = 600;

/**
 * The text as learners would see it, made by the server a moment after the last change. It is marked as old while the answer
 * is not there, the link down included: the last good preview stays.
 */
export function openPreview(root: HTMLElement, form: HTMLFormElement, text: HTMLTextAreaElement): void {
  const { base, language = "" } = root.dataset;
  const pane = form.querySelector<HTMLElement>(".pane-preview")!;
  const [empty, view] = [pane.querySelector<HTMLElement>("[data-empty]")!, pane.querySelector(".prose")!];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();

  async function ask(): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const body = new FormData();
    body.set("language", language);
    body.set("body", text.value);
    try {
      const answer = await fetch(`${base}/preview.html`, { method: "POST", body, signal: asking.signal });
      if (!answer.ok || answer.redirected) return;
      const html = await answer.text();
      view.innerHTML = html;
      empty.hidden = html !== "";
      delete pane.dataset.old;
    } catch {
      // Another change asks again.
    }
  }

  function change(): void {
    pane.dataset.old = "";
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), pause);
  }

  for (const name of ["input", "editor-filled"]) form.addEventListener(name, change);
  // What was typed before the script came.
  if (text.value !== text.defaultValue) change();
}
