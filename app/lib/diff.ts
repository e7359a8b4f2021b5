import { diffArrays } from "diff";

/** A run of text that both versions have, or only the older ("removed") or the newer one ("added"). */
export type DiffPart = { kind: "same" | "added" | "removed"; text: string };

/** Words that went or came, together; beyond that whole lines are compared, and then the rest counts as replaced. */
const mostEdits = 1000;

/**
 * What changed between two texts, word by word: the shortest way from one to the other (Myers, 1986). Very different long
 * texts are compared by lines, or shown as one replaced by the other. The parts in order give both texts back.
 */
export function diffWords(older: string, newer: string): DiffPart[] {
  // The library's own words know the Latin alphabet alone.
  const words = /\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu;
  return diffBy(words, older, newer) ?? diffBy(/[^\n]*\n|[^\n]+$/g, older, newer) ?? replaced(older, newer);
}

function diffBy(pattern: RegExp, older: string, newer: string): DiffPart[] | null {
  const [a, b] = [older.match(pattern) ?? [], newer.match(pattern) ?? []];
  const changes = leastEdits(a, b) > mostEdits ? undefined : diffArrays(a, b, { maxEditLength: mostEdits });
  if (!changes) return null;
  return joined(
    changes.flatMap(({ added, removed, value }) => {
      const kind = added ? "added" : removed ? "removed" : "same";
      return value.map((text): DiffPart => ({ kind, text }));
    }),
  );
}

/** So many went or came at least, wherever they stand: found at once, where the library would search up to its limit. */
function leastEdits(a: string[], b: string[]): number {
  const counts = new Map<string, number>();
  for (const text of a) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const text of b) counts.set(text, (counts.get(text) ?? 0) - 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
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
