// Saves what is typed in the unit editor, for the browser. The engine reads the fields and never writes into them, but for
// what this device kept: a server's answer changes the state beside the text, and nothing in it.

import type { Answer } from "#app/islands/saving/answer.ts";
import { bindSaver } from "#app/islands/saving/bind.ts";
import { fillFields, readFields, textOf } from "#app/islands/saving/fields.ts";
import { openSaver } from "#app/islands/saving/saver.ts";
import { post } from "#app/islands/saving/send.ts";
import type { SaveState } from "#app/islands/saving/state.ts";

export type Written = { title: string; body: string };
export type Other = { name: string; language: string };
export type Theirs = Written & { version: string; savedBy: string | null };
type EditorAnswer = Answer & { theirs?: Theirs; others?: Other[] };
export type EditorState = SaveState<EditorAnswer>;

type Options = {
  url: string;
  /** Names the text on this device: whose, of which unit, in which language. */
  key: string;
  language: string;
  form: HTMLFormElement;
  /** What the server has. */
  saved: Written;
  /** The page came with two texts to choose between. */
  theirs: Theirs | null;
  onState: (state: EditorState) => void;
  onOthers: (others: Other[]) => void;
};

export type Autosave = ReturnType<typeof openAutosave>;

/** Milliseconds between two signs of life. */
const heartbeat = 25_000;

/** The saving of the editor's form, until `stop`. */
export function openAutosave({ url, key, language, form, saved, theirs, onState, onOthers }: Options) {
  const version = form.elements.namedItem("version") as HTMLInputElement;
  const read = () => writtenText(Object.fromEntries(readFields(form, isWritten)) as Written);
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
  const saver = openSaver<EditorAnswer>({
    key: `unit:${key}`,
    version,
    read,
    fill,
    saved: writtenText(saved),
    conflict: theirs ? conflictWith(theirs) : undefined,
    showsConflict: true,
    show: onState,
    onAnswer: ({ others }) => others && onOthers(others),
    send(text) {
      const fields = Object.fromEntries(new URLSearchParams(text));
      const body = bodyOf({ ...fields, intent: "save", version: version.value });
      return post<EditorAnswer>(url, body, ({ theirs: there }) =>
        there ? { text: writtenText(there), version: there.version } : null,
      );
    },
  });
  const listening = new AbortController();
  bindSaver(form, saver, listening.signal);
  const beat = setInterval(() => void sayHere(), heartbeat);

  async function sayHere(): Promise<void> {
    if (document.hidden) return;
    try {
      const response = await fetch(url, { method: "POST", body: bodyOf({ intent: "seen" }) });
      const { others } = (await response.json()) as EditorAnswer;
      if (others) onOthers(others);
    } catch {
      // The next one will say it.
    }
  }

  return {
    /** What is in the fields now. */
    text: (): Written => Object.fromEntries(readFields(form, isWritten)) as Written,
    /** Whoever has read the other text goes on with their own: it is saved over the other one. */
    keepMine: (there: Theirs) => saver.resume(writtenText(there), there.version),
    /** Whoever has read the other text takes it; the caller still shows what stood here. */
    takeTheirs(there: Theirs) {
      fill(writtenText(there));
      saver.resume(read(), there.version);
    },
    stop() {
      listening.abort();
      clearInterval(beat);
      saver.stop();
    },
  };
}

/** The state of a page that shows two texts. */
export function conflictWith(theirs: Theirs): EditorState & { kind: "conflict" } {
  return { kind: "conflict", answer: { theirs } };
}

const isWritten = (name: string) => name === "title" || name === "body";

/** The text as the server would keep it: it tidies blanks in titles. */
function writtenText({ title, body }: Written): string {
  return textOf([
    ["title", title.replace(/\s+/g, " ").trim()],
    ["body", body],
  ]);
}
