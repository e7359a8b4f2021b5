import type { Keeper, Saver } from "./ports.ts";

/** Tells a keeper all that a browser knows of its form; ends with `signal`. */
export function bindForm(form: HTMLFormElement, keeper: Keeper, signal?: AbortSignal): void {
  form.addEventListener(
    "input",
    ({ target }) => {
      if ((target as HTMLInputElement).type !== "file") keeper.changed();
    },
    { signal },
  );
  form.addEventListener(
    "submit",
    (event) => {
      // What another listener sends in its own way does not leave the page.
      if (event.defaultPrevented) return;
      if (!keeper.mayLeave(() => form.requestSubmit(event.submitter))) event.preventDefault();
      else if ((event.submitter as HTMLButtonElement | null)?.value === "discard") keeper.forget();
    },
    { signal },
  );
  addEventListener("pageshow", ({ persisted }) => persisted && keeper.stay(), { signal });
  addEventListener("beforeunload", (event) => keeper.mayLose() && event.preventDefault(), { signal });
}

/** The same for a saver, which also hears of the link and of the page. */
export function bindSaver(form: HTMLFormElement, saver: Saver, signal?: AbortSignal): void {
  bindForm(form, saver, signal);
  for (const name of ["online", "focus"]) addEventListener(name, saver.wake, { signal });
  addEventListener("offline", saver.offline, { signal });
  document.addEventListener("visibilitychange", () => document.hidden && saver.wake(), { signal });
}
