import { normalize } from "#app/lib/combining-marks.ts";

/** One person of a list of addresses: the name that stood beside the address, "" for none. */
export type Mailbox = { name: string; address: string };

const around = /^[\p{Default_Ignorable_Code_Point}\p{C}\p{Z}<>,;"]$/u;

/**
 * An address as people paste it, bare: without "mailto:" and without what stands around it, such as invisible signs, angle brackets and
 * what ends a list. What stands inside stays. Throws nothing.
 */
export function bareAddress(text: string): string {
  return trimmed(trimmed(text).replace(/^mailto:/i, ""));
}

function trimmed(text: string): string {
  const signs = [...text];
  let [from, to] = [0, signs.length];
  while (from < to && around.test(signs[from]!)) from += 1;
  while (to > from && around.test(signs[to - 1]!)) to -= 1;
  return normalize(signs.slice(from, to).join(""));
}

/**
 * The people of a text in which addresses are parted by commas, semicolons or lines, as offices and mail programs write them:
 * `"Eve E." <eve@x.org>; mailto:awa@x.org`, also with spaces alone between addresses. Of a part without "@" the whole stands as
 * the address, so that whoever reads it can say which. Time is in proportion to the length. Throws nothing.
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
  return text.replaceAll('"', "").replace(/\s+/gu, " ").trim();
}

/** Parted by commas, semicolons and lines outside of quotation marks; a mark that nobody closes ends with its line. */
function partsOf(text: string): string[] {
  return text.split(/[\r\n]+/).flatMap((line) => {
    const isClosed = line.split('"').length % 2 === 1;
    const parts = [""];
    let isQuoted = false;
    for (const sign of line) {
      if (sign === '"' && isClosed) isQuoted = !isQuoted;
      if (!isQuoted && (sign === "," || sign === ";")) parts.push("");
      else parts[parts.length - 1] += sign;
    }
    return parts;
  });
}
