import temml from "temml";

/** A formula as it is typed: `\(…\)` in a line, `\[…\]` and `$$…$$` as blocks of their own. */
export type Formula = { raw: string; tex: string; isBlock: boolean };

/** Longest formula that is set, in UTF-16 units, and the longest sum of them in one text; each counts for 20 at least. */
const [maxLength, maxTotal, least] = [1000, 20_000, 20];

const pairs = [
  { open: "\\(", close: "\\)", isBlock: false },
  { open: "\\[", close: "\\]", isBlock: true },
  { open: "$$", close: "$$", isBlock: true },
  // Where a backslash itself has to be escaped, as in Moodle's Markdown.
  { open: "\\\\(", close: "\\\\)", isBlock: false },
  { open: "\\\\[", close: "\\\\]", isBlock: true },
];

/** The formula that begins at `at`, or null. Looks no further than the longest formula reaches. Throws nothing. */
export function formulaAt(text: string, at = 0): Formula | null {
  const pair = pairs.find(({ open }) => text.startsWith(open, at));
  if (!pair) return null;
  const start = at + pair.open.length;
  const length = text.slice(start, start + maxLength + pair.close.length).indexOf(pair.close);
  const tex = text.slice(start, start + length);
  if (length < 1 || tex.trim() === "" || /\n[ \t]*\n/.test(tex)) return null;
  return { raw: text.slice(at, start + length + pair.close.length), tex, isBlock: pair.isBlock };
}

// What would make a short text a long formula, and signs that stand for something else (gaps) in texts of ours.
const refused = /\\(?:[gex]?def|(?:re|provide)?newcommand|let|futurelet|global|expandafter)(?![a-z])|[\uE000-\uF8FF]/i;

/** Sets the formulas of one text; together they may be so long and no longer. */
export class FormulaSetter {
  private left = maxTotal;

  /**
   * MathML for what is written in LaTeX, or null where it cannot be set: a mistake in it, too long, or a macro of its own. It
   * is still to be sanitised. Throws nothing.
   */
  set({ tex, isBlock }: Formula): string | null {
    this.left -= Math.max(least, tex.length);
    if (this.left < 0 || refused.test(tex)) return null;
    try {
      const maxSize: [number, number] = [10, 100];
      return temml.renderToString(tex, {
        displayMode: isBlock,
        throwOnError: true,
        trust: false,
        maxSize,
        maxExpand: 200,
      });
    } catch {
      return null;
    }
  }
}

/**
 * Sanitised HTML with the formulas in its words set as MathML, those in code left as they are; what cannot be set stays as it
 * is typed. `clean` sanitises the result once more, since what the typesetter wrote is in it. Throws nothing.
 */
export function setFormulas(html: string, clean: (html: string) => string): string {
  if (!/\\[([]|\$\$/.test(html)) return html;
  const setter = new FormulaSetter();
  let depth = 0;
  const parts = html.split(/(<[^>]*>)/).map((part, at) => {
    if (at % 2 === 0) return depth > 0 ? part : setWords(part, setter);
    const tag = /^<(\/?)(?:code|pre|math)\b/.exec(part);
    if (tag) depth = Math.max(0, depth + (tag[1] ? -1 : 1));
    return part;
  });
  return clean(parts.join(""));
}

/**
 * The formulas of a text that is no code (HTML or not) which stay as they are typed, because they cannot be set or tags stand
 * in them. Throws nothing.
 */
export function unsetFormulas(text: string, { isHtml }: { isHtml: boolean }): string[] {
  const setter = new FormulaSetter();
  const unset: string[] = [];
  let end = 0;
  for (const { index } of text.matchAll(opening)) {
    const found = index < end ? null : formulaAt(text, index);
    if (!found) continue;
    end = index + found.raw.length;
    const isCut = isHtml && /<\/?[a-z]/i.test(found.tex);
    const tex = isHtml ? decoded(found.tex.replaceAll("&nbsp;", " ")) : found.tex;
    if (isCut || setter.set({ ...found, tex }) === null) unset.push(found.raw);
  }
  return unset;
}

const opening = /\\{1,2}[([]|\$\$/g;

function setWords(words: string, setter: FormulaSetter): string {
  let [result, end] = ["", 0];
  for (const { index } of words.matchAll(opening)) {
    if (index < end) continue;
    const found = formulaAt(words, index);
    const math = found && setter.set({ ...found, tex: decoded(found.tex) });
    if (!found || !math) continue;
    result += words.slice(end, index) + math;
    end = index + found.raw.length;
  }
  return result + words.slice(end);
}

/** The four signs that sanitised words have as entities. */
function decoded(words: string): string {
  const signs: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
  return words.replace(/&(?:lt|gt|quot|amp);/g, (entity) => signs[entity] ?? entity).replaceAll("\u00A0", " ");
}
