/** A bare address in a text: where it stands (UTF-16 units) and where it leads. */
export type FoundLink = { start: number; end: number; href: string };

/** Longest address that is read, as browsers have it. */
const longest = 2048;

// The last part of a name keeps to one script, so that words written right behind it ("example.org谢谢") do not join it.
const label = String.raw`[\p{L}\p{M}\p{N}_-]{1,63}`;
const lastLabel = String.raw`(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?|(?:(?!\p{Script=Latin})[\p{L}\p{M}]){1,63})`;
const site = new RegExp(String.raw`(?:https?:\/\/|(www\.))(?:${label}\.){0,10}${lastLabel}(?::\d{1,5})?(?!@)`, "iuy");
// The limits of RFC 5321 (a local part has 64 octets) keep what does not match from being read again and again.
const mailbox = /[a-z0-9._+-]{1,64}@[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{0,62}[a-z0-9]){1,8}(?![\w-])/iy;

/** Where a bare address may begin. What searches text for links must stop there, and nowhere else. */
export const linkBeginning =
  "https?:\\/\\/|(?<![a-z0-9./:@+=&%#?-])www\\.|(?<![a-z0-9._+-])[a-z0-9._+-]{1,64}@[a-z0-9]";

/**
 * What no address goes on after: spaces, quotation marks and brackets of every script but ASCII's, signs that end a
 * sentence or a part of it (، ؟ 。 ， …), and signs that are not seen. The joiners stay: Persian and Hindi are spelled
 * with them.
 */
const ending =
  /[\s\p{Z}\p{Cc}\p{Cs}\p{Pi}\p{Pf}\p{Pe}\p{Ps}\p{Terminal_Punctuation}…‥—―｜＂＇]|(?![\u200C\u200D])\p{Cf}/u;
const apostrophe = /^\p{Script=Latin}’\p{Script=Latin}/u;
const ascii = /[!-~]/;
const brackets: Record<string, string> = { ")": "(", "]": "[", "}": "{" };
/** A sentence's own punctuation, and marks of emphasis: they end no address. */
const trailing = "?!.,:;*_'~([{\\";

/**
 * The bare address at one place of a text: `http://…`, `https://…`, `www.…` or a mail address. It ends before closing
 * punctuation of every script, keeps brackets that it opened itself, and may hold any letter. Null when there is none;
 * reads at most 2,048 characters. Throws nothing.
 */
export function linkAt(text: string, start = 0): FoundLink | null {
  site.lastIndex = start;
  const found = site.exec(text);
  if (found) {
    const end = endOfPath(text, start + found[0].length, start + longest);
    return { start, end, href: (found[1] ? "http://" : "") + text.slice(start, end) };
  }
  mailbox.lastIndex = start;
  const address = mailbox.exec(text)?.[0];
  return address ? { start, end: start + address.length, href: `mailto:${address}` } : null;
}

/** Where the path, query and fragment end that begin at `from`; `from` itself when there are none. */
function endOfPath(text: string, from: number, limit: number): number {
  if (!/[/?#]/.test(text[from] ?? "")) return from;
  const open: Record<string, number> = {};
  let end = from;
  for (const sign of text.slice(from, limit)) {
    if (!isInside(sign, text, end)) break;
    const opener = brackets[sign];
    if (opener && !open[opener]) break;
    if (opener) open[opener]! -= 1;
    else open[sign] = (open[sign] ?? 0) + 1;
    end += sign.length;
  }
  while (end > from && trailing.includes(text[end - 1]!)) {
    const entity = /&[a-z0-9]{1,32};$/i.exec(text.slice(Math.max(from, end - 34), end));
    end -= entity?.[0].length ?? 1;
  }
  return end;
}

function isInside(sign: string, text: string, at: number): boolean {
  if (ascii.test(sign)) return !'<>"`'.includes(sign) && !text.startsWith("**", at);
  return !ending.test(sign) || (sign === "’" && apostrophe.test(text.slice(at - 1, at + 2)));
}

/** Every bare address of a text, in order. Takes time in proportion to the text. Throws nothing. */
export function findLinks(text: string): FoundLink[] {
  const links: FoundLink[] = [];
  const beginning = new RegExp(linkBeginning, "gi");
  for (let at = beginning.exec(text); at; at = beginning.exec(text)) {
    const link = linkAt(text, at.index);
    if (!link) continue;
    links.push(link);
    beginning.lastIndex = link.end;
  }
  return links;
}

/** A page as a list of addresses for search engines names it. */
export type PageAddress = {
  /** As it is written in an address, from the root of the site on. */
  path: string;
  /** When what it shows last changed; null where nothing says so. */
  changedAt: Date | null;
};
