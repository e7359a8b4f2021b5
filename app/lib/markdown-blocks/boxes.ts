/** The boxes of a lesson, each for one thing that readers do: see a case, try something, think of their own country. */
export const boxKinds = ["example", "exercise", "country"] as const;
export type BoxKind = (typeof boxKinds)[number];

/** What authors may write behind the colons, in the languages of the interface. */
const names: Record<string, BoxKind> = {
  ...{ example: "example", exemple: "example", مثال: "example" },
  ...{ exercise: "exercise", exercice: "exercise", تمرين: "exercise" },
  ...{ country: "country", pays: "country", بلدكم: "country" },
};

/** A piece of Markdown without boxes, or a box with the pieces that it holds. */
export type BoxPart = { text: string } | { kind: BoxKind; title: string; raw: string; parts: BoxPart[] };

/** Boxes in boxes; further ones are text. */
const maxNesting = 3;
const opening = /^:{3,}[ \t]*([^\s:]{1,20})(?:[ \t]+(.*))?$/;
const closing = /^:{3,}[ \t]*$/;
const fenceMark = /^ {0,3}(`{3,}|~{3,})/;

/**
 * A Markdown source (lines end in "\n") parted at its boxes: ":::example A title" on a line of its own opens one, ":::" closes
 * the innermost, and the end of the text closes what is open. Between code fences colons are code. Reads each line once.
 * Throws nothing.
 */
export function boxParts(source: string): BoxPart[] {
  const root: BoxPart[] = [];
  const open: { kind: BoxKind; title: string; start: number; parts: BoxPart[] }[] = [];
  let textStart = 0;
  let fence = "";

  const parts = () => open.at(-1)?.parts ?? root;
  const endText = (at: number) => {
    if (at > textStart) parts().push({ text: source.slice(textStart, at) });
  };
  const close = (end: number) => {
    const { start, ...box } = open.pop()!;
    parts().push({ ...box, raw: source.slice(start, end) });
  };

  for (let start = 0, end = 0; start < source.length; start = end) {
    end = source.indexOf("\n", start) + 1 || source.length;
    const line = source.slice(start, end).trimEnd();
    const mark = fenceMark.exec(line)?.[1];
    if (mark && !fence) fence = mark;
    else if (mark && mark[0] === fence[0] && mark.length >= fence.length && line.trim() === mark) fence = "";
    if (fence || !line.startsWith(":::")) continue;
    if (open.length > 0 && closing.test(line)) {
      endText(start);
      close(end);
      textStart = end;
      continue;
    }
    const [, name = "", title = ""] = opening.exec(line) ?? [];
    const kind = Object.hasOwn(names, name.toLowerCase()) ? names[name.toLowerCase()] : undefined;
    if (!kind || open.length >= maxNesting) continue;
    endText(start);
    open.push({ kind, title: title.trim(), start, parts: [] });
    textStart = end;
  }
  endText(source.length);
  while (open.length > 0) close(source.length);
  return root;
}
