import { copiesUnder, putCopy } from "./copy.ts";
import { type Entries, textOf } from "./fields.ts";

/**
 * What copies of other pages keep of the fields of this one, as where a long form was divided otherwise when they were
 * written: the entries, and the version that the oldest was typed on; null when there is none. The copies give it up, and the
 * caller keeps it from then on. `start` is what the names of all the copies begin with, `own` the name of this page's.
 */
export function takeStrays(
  start: string,
  own: string,
  isMine: (name: string) => boolean,
): { entries: Entries; version: string } | null {
  const entries: Entries = [];
  let version: string | null = null;
  const copies = copiesUnder(start).flatMap(({ key, copy }) => (copy && key !== own ? [{ key, copy }] : []));
  // The newest first: what it holds is not looked for in older ones.
  for (const { key, copy } of copies.sort((a, b) => b.copy.at - a.copy.at)) {
    const all = [...new URLSearchParams(copy.text)];
    const mine = all.filter(([name]) => isMine(name));
    if (mine.length === 0) continue;
    const rest = all.filter(([name]) => !isMine(name)) as Entries;
    putCopy(key, rest.length > 0 ? { ...copy, text: textOf(rest) } : null);
    const found = new Set(entries.map(([name]) => name));
    entries.push(...(mine.filter(([name]) => !found.has(name)) as Entries));
    version = copy.version;
  }
  return version === null ? null : { entries, version };
}
