import { normalize } from "#app/lib/combining-marks.ts";

/** One person of a list of addresses: the name that stood beside the address, "" for none. */
export type Mailbox = { name: string; address: string };

/** What parts the addresses of a list, by keyboard and script. */
const parting = /[,;،؛，；、|]/u;
const around = new RegExp(
  `^(?:${parting.source}|[\\p{Default_Ignorable_Code_Point}\\p{C}\\p{Z}\\p{Pi}\\p{Pf}<>"'])$`,
  "u",
);

/**
 * An address as people paste it, bare: without the name before its angle brackets, without "mailto:" and its subject, and without
 * what stands around it, such as invisible signs, quotation marks and what ends a list or a sentence. What stands inside stays.
 * Throws nothing.
 */
export function bareAddress(text: string): string {
  const outer = trimmed(text);
  const open = outer.lastIndexOf("<");
  const inner = open >= 0 && outer.indexOf("@", open) > 0 ? trimmed(outer.slice(open)) : outer;
  return /^mailto:/i.test(inner) ? trimmed(inner.slice("mailto:".length).replace(/\?.*$/s, "")) : inner;
}

function trimmed(text: string): string {
  const signs = [...text];
  let [from, to] = [0, signs.length];
  while (from < to && around.test(signs[from]!)) from += 1;
  while (to > from && (around.test(signs[to - 1]!) || signs[to - 1] === ".")) to -= 1;
  return normalize(signs.slice(from, to).join(""));
}

/**
 * The people of a text in which addresses are parted by commas, semicolons or lines, as offices and mail programs write them:
 * `"Eve E." <eve@x.org>; mailto:awa@x.org`, also with spaces alone between addresses, and `Lee, Ann <ann@x.org>` as one person.
 * Of a part without "@" the whole stands as the address, so that whoever reads it can say which. Time is in proportion to the
 * length. Throws nothing.
 */
export function readMailboxes(text: string): Mailbox[] {
  return partsOf(text).flatMap((part): Mailbox[] => {
    const open = part.lastIndexOf("<");
    if (open >= 0) return [{ name: nameOf(part.slice(0, open)), address: bareAddress(part.slice(open)) }];
    const words = part.split(/\s+/u).filter((word) => bareAddress(word) !== "");
    const addresses = words.filter((word) => word.includes("@"));
    if (addresses.length === 0) return words.length > 0 ? [{ name: "", address: bareAddress(part) }] : [];
    const name = addresses.length === 1 ? nameOf(words.filter((word) => !word.includes("@")).join(" ")) : "";
    return addresses.map((word) => ({ name, address: bareAddress(word) }));
  });
}

function nameOf(text: string): string {
  const plain = text.replaceAll('"', "").replace(/\s+/gu, " ").trim();
  return plain.replace(/^['(](.*)[')]$/u, "$1");
}

/** Letters and what stands between them in a name: "Lee, Ann <ann@x.org>" is one person in the programs of offices. */
const nameAlone = /^[\p{L}\p{M}\s.'’-]+$/u;

/** Parted by commas, semicolons and lines outside of quotation marks; a mark that nobody closes ends with its line. */
function partsOf(text: string): string[] {
  return text.split(/[\r\n]+/).flatMap((line) => {
    const isClosed = line.split('"').length % 2 === 1;
    const parts: string[] = [];
    let [from, names, isQuoted] = [0, 0, false];
    for (let at = 0; at <= line.length; at += 1) {
      const sign = line[at] ?? ";";
      if (sign === '"' && isClosed) isQuoted = !isQuoted;
      if (at < line.length && (isQuoted || !parting.test(sign))) continue;
      const part = line.slice(from, at);
      const isNamed = /^[^<@]+<[^<>]*@/u.test(part);
      if (isNamed && names > 0) parts.push([...parts.splice(-names), part].join(","));
      else parts.push(part);
      names = sign === "," && nameAlone.test(part) ? names + 1 : 0;
      from = at + 1;
    }
    return parts;
  });
}
