/** A line of the file that takes part in a question. */
interface SourceLine {
  text: string;
  line: number;
}

/** One question as written: its lines without comments and without white space around them, and where it stands. */
export interface GiftBlock {
  category: string | null;
  lines: SourceLine[];
  /** The comments right before the question and in it, without their slashes: they may name it and tag it. */
  comments: string[];
  /** Line of an empty line between the braces, which Moodle would take for the end of the question. */
  blankInside?: number;
}

const categoryLine = /^\$CATEGORY:(.*)$/;
/** White space, and what editors and other programs leave before a line without anybody seeing it. */
const before = /^[\s\u200B\u200E\u200F\u2060\uFEFF]+/;

/** The lines with those braces alone that are no text. */
function withoutEscapes(lines: SourceLine[]): string {
  const text = lines.map((line) => line.text).join("\n");
  return text.replace(/\\[\\:#={}~n]/g, "");
}

interface Paragraph {
  lines: SourceLine[];
  comments: string[];
}

/**
 * Lines between empty lines, comments apart; a category line stands alone, also right behind a question. Comments before an
 * empty line are nobody's.
 */
function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let current: Paragraph = { lines: [], comments: [] };
  const close = () => {
    if (current.lines.length > 0) paragraphs.push(current);
    current = { lines: [], comments: [] };
  };
  text.split("\n").forEach((written, at) => {
    const content = written.trimEnd().replace(before, "");
    if (content.startsWith("//")) return current.comments.push(content.slice(2));
    if (content === "") return close();
    const isCategory = categoryLine.test(content);
    if (isCategory && current.lines.length > 0) close();
    current.lines.push({ text: content, line: at + 1 });
    if (isCategory) close();
  });
  close();
  return paragraphs;
}

function openAfter(lines: SourceLine[]): boolean {
  const text = withoutEscapes(lines);
  return text.lastIndexOf("{") > text.lastIndexOf("}");
}

/** How many of the following paragraphs still belong to an open brace: up to the one whose first brace closes it. */
function continuation(paragraphs: Paragraph[], from: number): number {
  for (let at = from; at < paragraphs.length; at += 1) {
    const lines = paragraphs[at]?.lines ?? [];
    const first = lines[0]?.text ?? "";
    if (first.startsWith("::") || categoryLine.test(first)) return 0;
    const brace = /[{}]/.exec(withoutEscapes(lines));
    if (brace) return brace[0] === "}" ? at - from + 1 : 0;
  }
  return 0;
}

/**
 * Cuts a GIFT text (line ends already "\n") into questions at empty lines outside braces, so that each can be read and
 * refused alone. Comment lines are left out, every kept line knows its number. A brace that is never closed ends at the
 * next empty line, before the next question. Throws nothing.
 */
export function splitGift(text: string): GiftBlock[] {
  const paragraphs = paragraphsOf(text);
  const blocks: GiftBlock[] = [];
  let category: string | null = null;
  for (let at = 0; at < paragraphs.length; at += 1) {
    const { lines = [], comments = [] } = paragraphs[at] ?? {};
    const named = categoryLine.exec(lines[0]?.text ?? "");
    if (named) {
      category = named[1]?.trim() || null;
      continue;
    }
    const block: GiftBlock = { category, lines, comments };
    const count = openAfter(lines) ? continuation(paragraphs, at + 1) : 0;
    if (count > 0) {
      block.blankInside = (lines.at(-1)?.line ?? 0) + 1;
      const together = paragraphs.slice(at, at + 1 + count);
      block.lines = together.flatMap((one) => one.lines);
      block.comments = together.flatMap((one) => one.comments);
      at += count;
    }
    blocks.push(block);
  }
  return blocks;
}
