/** A run of text that both versions have, or only the older ("removed") or the newer one ("added"). */
export type DiffPart = { kind: "same" | "added" | "removed"; text: string };

/** Cells of the comparison table; beyond that whole lines are compared, and then the rest counts as replaced. */
const maxCells = 2_000_000;

/**
 * What changed between two texts, word by word: the longest common sequence, as in Hunt and McIlroy (1976). Very
 * different long texts are compared by lines, or shown as one replaced by the other. The parts in order give both texts
 * back.
 */
export function diffWords(older: string, newer: string): DiffPart[] {
  const words = /\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu;
  return diffBy(words, older, newer) ?? diffBy(/[^\n]*\n|[^\n]+$/g, older, newer) ?? replaced(older, newer);
}

function diffBy(pattern: RegExp, older: string, newer: string): DiffPart[] | null {
  const a = older.match(pattern) ?? [];
  const b = newer.match(pattern) ?? [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length * right.length > maxCells) return null;
  return joined([
    ...a.slice(0, start).map((text) => ({ kind: "same" as const, text })),
    ...compare(left, right),
    ...a.slice(a.length - end).map((text) => ({ kind: "same" as const, text })),
  ]);
}

function compare(a: string[], b: string[]): DiffPart[] {
  // lengths[i][j]: the longest common sequence of a from i and b from j.
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const skip = Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
      lengths[i * width + j] = a[i] === b[j] ? lengths[(i + 1) * width + j + 1]! + 1 : skip;
    }
  }
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: "same", text: a[i]! });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) {
      parts.push({ kind: "removed", text: a[i++]! });
    } else parts.push({ kind: "added", text: b[j++]! });
  }
  return parts;
}

function replaced(older: string, newer: string): DiffPart[] {
  const parts: DiffPart[] = [
    { kind: "removed", text: older },
    { kind: "added", text: newer },
  ];
  return parts.filter(({ text }) => text !== "");
}

/** Neighbours of one kind become one part; blanks between two changes belong to both, so that changes read as phrases. */
function joined(parts: DiffPart[]): DiffPart[] {
  const runs: DiffPart[] = [];
  let [removed, added, blank] = ["", "", ""];
  const flush = () => {
    runs.push(...replaced(removed, added));
    if (blank) runs.push({ kind: "same", text: blank });
    [removed, added, blank] = ["", "", ""];
  };
  for (const { kind, text } of parts) {
    if (kind !== "same") {
      removed += blank;
      added += blank;
      blank = "";
      if (kind === "removed") removed += text;
      else added += text;
    } else if ((removed || added) && /^\s+$/.test(text)) blank += text;
    else {
      flush();
      const last = runs.at(-1);
      if (last?.kind === "same") last.text += text;
      else runs.push({ kind, text });
    }
  }
  flush();
  return runs;
}
