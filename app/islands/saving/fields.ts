import { normalize } from "#app/lib/combining-marks.ts";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
export type Entries = [name: string, value: string][];

/** What is in the fields whose names `isMine` knows, files apart. */
export function readFields(form: HTMLFormElement, isMine: (name: string) => boolean): Entries {
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && isMine(name) ? [[name, value] as [string, string]] : [],
  );
}

/**
 * The same as the page came: what a server has rendered, whatever was typed before the script was there to hear of it.
 * A copy of the form is asked, as the browser alone knows what it makes of a default (a number, a list without one).
 */
export function readServed(form: HTMLFormElement, isMine: (name: string) => boolean): Entries {
  const served = form.cloneNode(true) as HTMLFormElement;
  served.reset();
  return readFields(served, isMine);
}

/** Fields as one text: the same for what a server would hold as the same, line ends and composed letters included. */
export function textOf(entries: Entries): string {
  return new URLSearchParams(
    entries.map(([name, value]) => [name, normalize(value.replace(/\r\n?/g, "\n"))]),
  ).toString();
}

/** The same in one order, whoever wrote it, and without what is empty. */
export function sortedText(entries: Entries): string {
  return textOf(entries.filter(([, value]) => value !== "").sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Writes such a text into the form: of several fields with one name each takes the value of its place, and what the text
 * does not name is emptied, hidden fields apart.
 */
export function fillFields(form: HTMLFormElement, text: string, isMine: (name: string) => boolean): void {
  const values = new URLSearchParams(text);
  const filled = new Map<string, number>();
  for (const field of form.elements as Iterable<Element> as Iterable<Field>) {
    const { name, type } = field;
    if (!name || !isMine(name) || ["file", "submit", "button", "fieldset"].includes(type)) continue;
    const given = values.getAll(name);
    if (type === "radio" || type === "checkbox") {
      (field as HTMLInputElement).checked = given.includes(field.value);
      continue;
    }
    const place = filled.get(name) ?? 0;
    filled.set(name, place + 1);
    if (type === "hidden" && given[place] === undefined) continue;
    const before = field.value;
    field.value = given[place] ?? "";
    // A list without such a choice keeps its own: with none at all it would be sent as if it were not there.
    if ((field as HTMLSelectElement).selectedIndex === -1) field.value = before;
    // Whatever draws its own picture of a list draws it anew.
    if (field.tagName === "SELECT") field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
