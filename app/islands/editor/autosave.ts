import type { Answer } from "../saving/answer.ts";
import { bindSaver } from "../saving/bind.ts";
import { type Entries, fillFields, readFields, readServed, textOf } from "../saving/fields.ts";
import { openLine } from "../saving/line.ts";
import { openSaver } from "../saving/saver.ts";
import { post } from "../saving/send.ts";
import { openConflict, type Theirs, type Written } from "./conflict.ts";
import { openPresence } from "./presence.ts";

/** `present`: who else has the unit open, in a sentence. */
type EditorAnswer = Answer & { theirs?: Theirs; present?: string };

/**
 * Saves what is typed in the unit editor. It reads the fields and never writes into them, but for what this device kept and
 * what the person takes: a server's answer changes what stands beside the text, and nothing in it.
 */
export function openAutosave(root: HTMLElement, form: HTMLFormElement): void {
  const { base, draft, language = "", served, conflict } = root.dataset;
  const url = `${base}/draft.json`;
  const version = form.elements.namedItem("version") as HTMLInputElement;
  const typed = () => writtenOf(readFields(form, isWritten));
  const read = () => writtenText(typed());
  const saved = served ? (JSON.parse(served) as Written) : writtenOf(readServed(form, isWritten));
  const theirs = conflict === undefined ? null : { ...saved, version: version.value };
  // Not as an address is encoded: a text in Arabic would weigh three times as much.
  const bodyOf = (fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, language })) body.set(name, value);
    return body;
  };
  const fill = (text: string) => {
    fillFields(form, text, isWritten);
    form.dispatchEvent(new Event("editor-filled"));
  };
  const showLine = openLine(root);
  const showPresent = openPresence(root, () => fetch(url, { method: "POST", body: bodyOf({ intent: "seen" }) }));
  const showConflict = openConflict(root, {
    typed,
    keepMine: (there) => saver.resume(writtenText(there), there.version),
    takeTheirs(there) {
      fill(writtenText(there));
      saver.resume(read(), there.version);
    },
  });
  // From here on the text saves itself, and the button need not be pressed.
  if (!theirs && root.querySelector("[data-save-line][data-clean]")) showLine({ kind: "clean" });
  const saver = openSaver<EditorAnswer>({
    key: `unit:${draft}`,
    version,
    read,
    fill,
    saved: writtenText(saved),
    conflict: theirs ? { kind: "conflict", answer: { theirs } } : undefined,
    showsConflict: () => true,
    show(state) {
      showLine(state);
      showConflict(state.kind === "conflict" ? state.answer.theirs! : null);
    },
    onAnswer: ({ present }) => showPresent(present),
    send(text) {
      const fields = Object.fromEntries(new URLSearchParams(text));
      const body = bodyOf({ ...fields, intent: "save", version: version.value });
      return post<EditorAnswer>(url, body, ({ theirs: there }) =>
        there ? { text: writtenText(there), version: there.version } : null,
      );
    },
  });
  bindSaver(form, saver);
}

const isWritten = (name: string) => name === "title" || name === "body";

const writtenOf = (entries: Entries) => Object.fromEntries(entries) as Written;

/** The text as the server would keep it: it tidies blanks in titles. */
function writtenText({ title, body }: Written): string {
  return textOf([
    ["title", title.replace(/\s+/g, " ").trim()],
    ["body", body],
  ]);
}
