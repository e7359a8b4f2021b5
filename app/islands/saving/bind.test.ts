import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bindForm, bindSaver } from "./bind.ts";
import { fillFields, readFields, readServed } from "./fields.ts";
import type { Keeper } from "./ports.ts";

let page: EventTarget;
let sheet: EventTarget & { hidden?: boolean };
beforeEach(() => {
  [page, sheet] = [new EventTarget(), new EventTarget()];
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("document", sheet);
});
afterEach(() => vi.unstubAllGlobals());

function bind({ mayLeave = true, mayLose = false } = {}) {
  const form = Object.assign(new EventTarget(), { requestSubmit: vi.fn<(submitter: unknown) => void>() });
  const calls: string[] = [];
  const note = (name: string) => () => void calls.push(name);
  const listening = new AbortController();
  const saver = {
    changed: note("changed"),
    wake: note("wake"),
    offline: note("offline"),
    stay: note("stay"),
    forget: note("forget"),
    stop: note("stop"),
    resume: note("resume"),
    mayLose: () => mayLose,
    mayLeave(again: () => void) {
      calls.push("mayLeave");
      if (!mayLeave) again();
      return mayLeave;
    },
  };
  bindSaver(form as unknown as HTMLFormElement, saver, listening.signal);
  return { form, calls, stop: () => listening.abort() };
}

const fire = (target: EventTarget, name: string, fields: object = {}) => {
  const event = Object.assign(new Event(name, { cancelable: true }), fields);
  target.dispatchEvent(event);
  return event.defaultPrevented;
};

test("a page that would lose what was typed asks before it is closed, and no other does", () => {
  bind({ mayLose: false });
  expect(fire(page, "beforeunload")).toBe(false);
  bind({ mayLose: true });
  expect(fire(page, "beforeunload")).toBe(true);
});

test("the link, the focus and the end of a page are told", () => {
  const { calls, stop } = bind();
  for (const name of ["online", "focus", "offline"]) fire(page, name);
  fire(sheet, "visibilitychange");
  sheet.hidden = true;
  fire(sheet, "visibilitychange");
  fire(page, "pageshow");
  fire(page, "pageshow", { persisted: true });
  expect(calls).toEqual(["wake", "wake", "offline", "wake", "stay"]);
  stop();
  fire(page, "online");
  expect(calls).toHaveLength(5);
});

test("a form that must wait stays and is sent with the button that was pressed; one that is sent otherwise is left alone", () => {
  const waits = bind({ mayLeave: false });
  const submitter = { value: "submit" };
  expect(fire(waits.form, "submit", { submitter })).toBe(true);
  expect(waits.form.requestSubmit).toHaveBeenCalledWith(submitter);
  const goes = bind();
  expect(fire(goes.form, "submit", { submitter })).toBe(false);
  expect(goes.calls).toEqual(["mayLeave"]);
  fire(goes.form, "submit", { submitter: { value: "discard" } });
  expect(goes.calls.at(-1)).toBe("forget");
  const event = new Event("submit", { cancelable: true });
  event.preventDefault();
  goes.form.dispatchEvent(event);
  expect(goes.calls).toHaveLength(3);
});

test("what is typed is a change, a file that is chosen is none", () => {
  const calls: string[] = [];
  const listeners: Record<string, (event: { target: { type: string } }) => void> = {};
  const form = { addEventListener: (name: string, listener: () => void) => (listeners[name] = listener) };
  const keeper = { changed: () => void calls.push("changed") } as unknown as Keeper;
  bindForm(form as unknown as HTMLFormElement, keeper);
  listeners.input!({ target: { type: "textarea" } });
  listeners.input!({ target: { type: "file" } });
  expect(calls).toEqual(["changed"]);
});

test("a text is written into its fields, each into its place", () => {
  const field = (name: string, type: string, value: string, checked = false) => ({ name, type, value, checked });
  const elements = [
    ...[field("q1", "radio", "0", true), field("q1", "radio", "1")],
    ...[field("q2", "text", "old"), field("q2", "text", "old"), field("q3", "textarea", "emptied")],
    ...[field("q4", "hidden", "stays"), field("other", "text", "stays"), field("q5", "submit", "stays")],
  ];
  const form = { elements } as unknown as HTMLFormElement;
  fillFields(form, "q1=1&q2=&q2=second", (name) => name.startsWith("q"));
  expect(elements.map(({ value, checked }) => (checked ? `${value}!` : value))).toEqual([
    ...["0", "1!", "", "second", "", "stays", "stays", "stays"],
  ]);
});

test("a list that has no such choice keeps the one it had", () => {
  const list = {
    ...{ name: "language", type: "select-one", tagName: "SELECT", chosen: "fr", dispatchEvent: () => true },
    get selectedIndex(): number {
      return ["en", "fr"].indexOf(this.chosen);
    },
    get value() {
      return this.selectedIndex < 0 ? "" : this.chosen;
    },
    set value(value) {
      this.chosen = value;
    },
  };
  const form = { elements: [list] } as unknown as HTMLFormElement;
  for (const text of ["language=tlh", "body=kept+before+there+were+languages"]) fillFields(form, text, () => true);
  expect(list.value).toBe("fr");
  fillFields(form, "language=en", () => true);
  expect(list.value).toBe("en");
});

test("a list that is written into says so, for whatever draws a picture of it", () => {
  const list = { name: "q1", type: "select-one", tagName: "SELECT", value: "", selectedIndex: 0 };
  const dispatchEvent = vi.fn<(event: Event) => void>();
  const form = { elements: [{ ...list, dispatchEvent }] } as unknown as HTMLFormElement;
  fillFields(form, "q1=2", () => true);
  expect(dispatchEvent.mock.calls[0]![0]).toMatchObject({ type: "change", bubbles: true });
});

test("what the server rendered is read from a copy of the form, and the form stays as it is", () => {
  type Fake = { fields: Record<string, string | object>; cloneNode: () => Fake; reset: () => void };
  const form = (fields: Fake["fields"]): Fake => ({
    fields,
    cloneNode: () => form(fields),
    reset() {
      this.fields = { q1: "served", version: "1", files: {} };
    },
  });
  vi.stubGlobal(
    "FormData",
    class {
      constructor(readonly given: Fake) {}
      *[Symbol.iterator]() {
        yield* Object.entries(this.given.fields);
      }
    },
  );
  const typed = form({ q1: "typed", version: "1", files: {} }) as unknown as HTMLFormElement;
  const isMine = (name: string) => name !== "version";
  expect(readServed(typed, isMine)).toEqual([["q1", "served"]]);
  expect(readFields(typed, isMine)).toEqual([["q1", "typed"]]);
});
