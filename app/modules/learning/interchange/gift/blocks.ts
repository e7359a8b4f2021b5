/** A line of the file that takes part in a question. */
interface SourceLine {
  text: string;
  line: number;
}

/** One question as written: its lines without comments, where it stands, and what is wrong with its braces. */
export interface GiftBlock {
  category: string | null;
  lines: SourceLine[];
  /** The comments right before the question and in it, without their slashes: they may name it and tag it. */
  comments: string[];
  /** Line of an opening brace that is never closed. */
  unclosed?: number;
  /** Line of an empty line between the braces, which Moodle would take for the end of the question. */
  blankInside?: number;
}

const categoryLine = /^\s*\$CATEGORY:\s*(.*?)\s*$/;

/** Positions of the braces that are not escaped. */
export function bracesIn(text: string): { brace: string; index: number }[] {
  return [...text.matchAll(/\\[\s\S]|[{}]/g)]
    .filter(([found]) => found.length === 1)
    .map((match) => ({ brace: match[0], index: match.index }));
}

interface Paragraph {
  lines: SourceLine[];
  comments: string[];
}

/** Lines between empty lines, comments apart; a category line stands alone. Comments before an empty line are nobody's. */
function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let current: Paragraph = { lines: [], comments: [] };
  const close = () => {
    if (current.lines.length > 0) paragraphs.push(current);
    current = { lines: [], comments: [] };
  };
  text.split("\n").forEach((content, at) => {
    const comment = /^\s*\/\/(.*)$/.exec(content);
    if (comment) return current.comments.push(comment[1] ?? "");
    if (content.trim() === "") return close();
    const alone = current.lines.length === 0 && categoryLine.test(content);
    current.lines.push({ text: content, line: at + 1 });
    if (alone) close();
  });
  close();
  return paragraphs;
}

const openAfter = (lines: SourceLine[]) => bracesIn(lines.map(({ text }) => text).join("\n")).at(-1)?.brace === "{";

/** How many of the following paragraphs still belong to an open brace: up to the one whose first brace closes it. */
function continuation(paragraphs: Paragraph[], from: number): number {
  for (let at = from; at < paragraphs.length; at += 1) {
    const lines = paragraphs[at]?.lines ?? [];
    const first = lines[0]?.text ?? "";
    if (/^\s*::/.test(first) || categoryLine.test(first)) return 0;
    const brace = bracesIn(lines.map(({ text }) => text).join("\n"))[0]?.brace;
    if (brace) return brace === "}" ? at - from + 1 : 0;
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
    const { lines: own = [], comments = [] } = paragraphs[at] ?? {};
    let lines = own;
    const named = categoryLine.exec(lines[0]?.text ?? "");
    if (named) {
      category = named[1] || null;
      continue;
    }
    const block: GiftBlock = { category, lines, comments };
    const count = openAfter(lines) ? continuation(paragraphs, at + 1) : 0;
    if (count > 0) {
      block.blankInside = (lines.at(-1)?.line ?? 0) + 1;
      const together = paragraphs.slice(at, at + 1 + count);
      lines = together.flatMap((one) => one.lines);
      block.lines = lines;
      block.comments = together.flatMap((one) => one.comments);
      at += count;
    }
    if (openAfter(lines)) {
      block.unclosed = lines.findLast((line) => bracesIn(line.text).at(-1)?.brace === "{")?.line;
    }
    blocks.push(block);
  }
  return blocks;
}
