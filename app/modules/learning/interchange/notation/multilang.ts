// Moodle's two ways to write a text in several languages: `<span lang="en" class="multilang">…</span>` side by side, and
// `{mlang en}…{mlang}` with `{mlang other}` for everybody else. A plugin of one may be absent and the text full of both.

type Block = { languages: string[]; text: string; run: number };
type Part = string | Block;

/** The languages that a text names, in small letters, in their order, each once. Throws nothing. */
export function languagesIn(text: string): string[] {
  const all = partsOf(text).flatMap((part) => (typeof part === "string" ? [] : part.languages));
  return [...new Set(all)].filter((language) => language !== other);
}

/**
 * The text as one language has it: its own blocks, else those of `{mlang other}`, else those of `otherwise`, else the first:
 * a text that says nothing in a language stays readable in it. Throws nothing.
 */
export function inLanguage(text: string, language: string, otherwise: string): string {
  const parts = partsOf(text);
  if (parts.length === 1 && typeof parts[0] === "string") return text;
  const runs = new Map<number, Block[]>();
  for (const part of parts) {
    if (typeof part === "string") continue;
    const run = runs.get(part.run);
    if (run) run.push(part);
    else runs.set(part.run, [part]);
  }
  const shown = new Set([...runs.values()].flatMap((blocks) => chosen(blocks, [language, other, otherwise])));
  return parts.map((part) => (typeof part === "string" ? part : shown.has(part) ? part.text : "")).join("");
}

/** Whether a block of one is for the other: the same, or the same but for its region ("fr_ca" is for "fr"). */
export function isSameLanguage(one: string, another: string): boolean {
  return primary(one) === primary(another);
}

const other = "other";
const primary = (language: string) => language.toLowerCase().split(/[-_]/)[0] ?? "";

function chosen(blocks: readonly Block[], languages: readonly string[]): Block[] {
  for (const language of languages) {
    const exact = blocks.filter((block) => block.languages.includes(language.toLowerCase().replace("_", "-")));
    if (exact.length > 0) return exact;
    const near = blocks.filter((block) => block.languages.some((one) => isSameLanguage(one, language)));
    if (near.length > 0) return near;
  }
  const first = blocks[0]?.languages.join();
  return blocks.filter((block) => block.languages.join() === first);
}

const openings =
  /<span(?=[^<>]{0,200}\sclass\s{0,3}=\s{0,3}["']multilang["'])(?=[^<>]{0,200}\slang\s{0,3}=\s{0,3}["']([\w-]{1,20})["'])[^<>]{1,400}>|\{\s?mlang\s{1,3}([\w-]{1,20}(?:\s{0,3},\s{0,3}[\w-]{1,20}){0,20})\s?\\?\}/gi;
/** All `{mlang}` blocks of a text decide together whether "other" is shown; spans do so in each run of them. */
const mlangRun = -1;

/** Reads the text once: what is opened and never closed ends the search. */
function partsOf(text: string): Part[] {
  if (!/mlang|multilang/i.test(text)) return [text];
  const parts: Part[] = [];
  let [at, run] = [0, 0];
  for (const opening of text.matchAll(openings)) {
    if (opening.index < at) continue;
    const [tag, span, list] = opening;
    const start = opening.index + tag.length;
    const closing = span ? closingSpan(text, start) : find(text, /\{\s?mlang\s?\\?\}/gi, start);
    if (!closing) break;
    const between = text.slice(at, opening.index);
    if (between.trim() !== "") run += 1;
    // White space between two spans of a run belongs to neither.
    const previous = parts.at(-1);
    const isNext = span && typeof previous === "object" && previous.run === run && between.trim() === "";
    if (between !== "" && !isNext) parts.push(between);
    const languages = (span ?? list ?? "").split(",").map((one) => one.trim().toLowerCase().replace("_", "-"));
    parts.push({ languages, text: text.slice(start, closing.index), run: span ? run : mlangRun });
    at = closing.index + closing.length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return withoutLoners(parts);
}

/** A span alone is shown to everybody, as Moodle shows it. */
function withoutLoners(parts: readonly Part[]): Part[] {
  const counts = new Map<number, number>();
  for (const part of parts) if (typeof part === "object") counts.set(part.run, (counts.get(part.run) ?? 0) + 1);
  const isLoner = (part: Block) => part.run !== mlangRun && counts.get(part.run) === 1;
  return parts.map((part) => (typeof part === "object" && isLoner(part) ? part.text : part));
}

/** Where the span ends whose inside begins at `start`: others may stand in it. */
function closingSpan(text: string, start: number): { index: number; length: number } | null {
  const tags = /<(\/?)span\b[^<>]{0,400}>/gi;
  tags.lastIndex = start;
  let depth = 1;
  for (let tag = tags.exec(text); tag; tag = tags.exec(text)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return { index: tag.index, length: tag[0].length };
  }
  return null;
}

function find(text: string, pattern: RegExp, start: number): { index: number; length: number } | null {
  pattern.lastIndex = start;
  const found = pattern.exec(text);
  return found && { index: found.index, length: found[0].length };
}
