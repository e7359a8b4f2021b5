/** What starts, continues or ends another block than a paragraph, so that a lexer may read what follows once more. */
const structure = /^(?:[ \t]{2,}\S| ?(?:[-*+>#=_[]|\d{1,9}[.)]|`{3}|~{3}|[:|][-:| ]*$))/;
const listItem = /^( {0,3})(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;
const openingFence = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/;
const tableDelimiter = /^ {0,3}[|:]?[-:|\s]*-[-:|\s]*$/;

interface Piece {
  start: number;
  /** Below a paragraph's first lines stood what makes a table of them; the second such line would be structure. */
  table: boolean;
  /** Blocks other than one paragraph and one table stand in it. */
  structured: boolean;
  /** Indent of its list, and where its last item begins. */
  list?: { indent: number; lastItem: number };
}

/**
 * A Markdown source (lines end in "\n") in pieces that can be read one by one: at lines where no block goes on from above,
 * and, where blocks are nested or follow each other for more than `max` characters, at an item of the list or at any line.
 * Paragraphs, tables and code between fences stay whole. The pieces joined are the source. Throws nothing.
 */
export function blockPieces(source: string, max: number): string[] {
  const pieces: string[] = [];
  let piece: Piece = { start: 0, table: false, structured: false };
  let fence: RegExp | undefined;
  let apart = false;
  const cut = (at: number) => {
    if (at === piece.start) return;
    pieces.push(source.slice(piece.start, at));
    piece = { start: at, table: false, structured: false };
  };

  for (let start = 0, end = 0; start < source.length; start = end) {
    end = (source.indexOf("\n", start) + 1 || source.length + 1) - 1;
    const line = source.slice(start, end);
    end = Math.min(end + 1, source.length);
    if (fence) {
      apart = fence.test(line);
      if (apart) fence = undefined;
      continue;
    }
    const item = listItem.exec(line);
    const opening = openingFence.exec(line);
    const opens = opening && (!piece.list || opening[1] === "");
    if (opens || (apart && /^\S/.test(line) && !(item && piece.list))) cut(start);
    else if (piece.structured && end - piece.start > max) cutWithin(start);
    if (opens) fence = closingFence(opening[2] ?? "");
    apart = !line.trim() || /^#{1,6}\s/.test(line);
    note(line, start, item);
  }
  cut(source.length);
  return pieces;

  function cutWithin(start: number) {
    const { list } = piece;
    const inList = list !== undefined && list.lastItem > piece.start && start - list.lastItem < max;
    cut(inList ? list.lastItem : start);
    if (inList) piece = { ...piece, structured: true, list };
  }

  function note(line: string, start: number, item: RegExpExecArray | null) {
    const indent = item?.[1]?.length ?? 0;
    if (item && (!piece.list || indent <= piece.list.indent)) piece.list = { indent, lastItem: start };
    const delimiter = tableDelimiter.test(line) && !piece.structured && !piece.table;
    piece.table ||= delimiter;
    piece.structured ||= Boolean(item) || (structure.test(line) && !delimiter);
  }
}

function closingFence(marks: string): RegExp {
  return new RegExp(`^ {0,3}${marks[0]}{${marks.length},}[ \\t]*$`);
}
