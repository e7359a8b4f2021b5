/** Milliseconds between two signs of life. */
const heartbeat = 25_000;

/**
 * Gives a sign of life while the page is looked at, and returns what writes on the page who else has the unit open; nothing
 * changes where an answer does not say.
 */
export function openPresence(root: HTMLElement, sayHere: () => Promise<Response>): (present?: string) => void {
  const notice = root.querySelector<HTMLElement>("[data-part=present]")!;
  const words = notice.querySelector("span")!;
  const show = (present?: string) => {
    if (present === undefined) return;
    notice.hidden = present === "";
    if (words.textContent !== present) words.textContent = present;
  };
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await sayHere();
      show(((await answer.json()) as { present?: string }).present);
    } catch {
      // The next one will say it.
    }
  }, heartbeat);
  return show;
}
