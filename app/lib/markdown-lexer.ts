import { Lexer, Tokenizer, type MarkedOptions, type Token, type Tokens, type TokensList } from "marked";

import { type Formula, formulaAt } from "./formulas.ts";
import { linkAt, linkBeginning } from "./links.ts";
import { type BoxKind, type BoxPart, boxParts } from "./markdown-blocks/boxes.ts";
import { blockPieces } from "./markdown-blocks/pieces.ts";

/** Sources longer than this (UTF-16 units) are shown as typed; forms refuse far shorter ones. */
const maxSourceLength = 200_000;
/** Longest run of text (a paragraph, a cell) that is searched for links and emphasis. */
const maxRunLength = 10_000;
/** Deepest quotation or list, and deepest emphasis inside emphasis. CommonMark names no limit; the call stack does. */
const maxDepth = 20;
/** Longest list, quotation or row of small blocks that is read at once: marked reads what they hold again and again. */
const maxBlockLength = 8_000;
/** Longest heading with a line of "=" or "-" below it; marked looks for that line again from each line of a list. */
const maxHeadingLength = 400;
/** Characters that may be read in search of closing emphasis marks, in one source. A long article needs 100,000. */
const maxScanned = 4_000_000;

// Text ends where a bare address may begin, and, with breaks, before the spaces at the end of any line.
const plainText = textUntil("{2,}");
const plainTextWithBreaks = textUntil("*");

function textUntil(spaces: string): RegExp {
  return new RegExp(
    `^(\`+|~+|[^\`~])(?:(?=[\`~])|(?= ${spaces}\\n)|[\\s\\S]*?(?:(?=[\\\\<![\`*~_])|(?=\\$\\$)|(?=${linkBeginning})|$|[^ ](?= ${spaces}\\n)))`,
    "i",
  );
}

/** A formula goes through marked as what raw HTML would be: there is none of it otherwise. */
export type FormulaToken = Tokens.Tag & { formula: Formula };

/** A box goes through marked as a quotation: a block that holds blocks. */
export type BoxToken = Tokens.Blockquote & { box?: { kind: BoxKind; title: string } };

function formulaToken(formula: Formula, raw = formula.raw): FormulaToken {
  const { raw: text } = formula;
  return { type: "html", raw, text, block: formula.isBlock, inLink: false, inRawBlock: false, formula } as never;
}

const underline = /\n {0,3}[=-]+[ \t]*(?:\n|$)/;

class BoundedTokenizer extends Tokenizer {
  private scanned = 0;

  /** Looking for the closing mark reads the rest of the run once for each opening mark: quadratic, hence a budget. */
  private mayScan(src: string): boolean {
    const opens = src[0] === "*" || src[0] === "_" || src[0] === "~";
    if (opens) this.scanned += src.length;
    return opens && this.scanned <= maxScanned;
  }

  override lheading(src: string) {
    const start = src.slice(0, maxHeadingLength);
    const lines = src.length > maxHeadingLength ? start.slice(0, start.lastIndexOf("\n") + 1) : start;
    return underline.test(lines) ? super.lheading(lines) : undefined;
  }
  override emStrong(src: string, maskedSrc: string, prevChar?: string) {
    return this.mayScan(src) ? super.emStrong(src, maskedSrc, prevChar) : undefined;
  }
  override del(src: string, maskedSrc: string, prevChar?: string) {
    return this.mayScan(src) ? super.del(src, maskedSrc, prevChar) : undefined;
  }

  /** Bare addresses are found by our own rule: marked's knows no other script's punctuation, and reads them quadratically. */
  override url(src: string): Tokens.Link | undefined {
    const link = linkAt(src);
    if (!link) return undefined;
    const text = src.slice(0, link.end);
    return { type: "link", raw: text, text, href: link.href, autolink: true, tokens: [textToken(text)] } as Tokens.Link;
  }
  /** Formulas on lines of their own come before anything that their signs would be (lists, headings). */
  override fences(src: string) {
    const indent = /^ {0,3}(?=\$\$|\\{1,2}\[)/.exec(src)?.[0];
    const formula = indent === undefined ? null : formulaAt(src, indent.length);
    const rest = formula && /^[ \t]*(?:\n+|$)/.exec(src.slice(indent!.length + formula.raw.length, 2000))?.[0];
    if (!formula || rest === null || rest === undefined) return super.fences(src);
    return formulaToken(formula, indent! + formula.raw + rest) as never;
  }
  // Escaped brackets in a line are brackets more often than not: "[1]", "[sic]".
  override escape(src: string) {
    const formula = formulaAt(src);
    const isFormula =
      formula && (!/^\\+\[/.test(src) || (/[\\^_={}]/.test(formula.tex) && !formula.tex.includes("://")));
    return isFormula ? (formulaToken(formula) as never) : super.escape(src);
  }

  // Returning undefined makes marked read the characters as text: raw HTML is shown, never interpreted.
  override html() {
    return undefined;
  }
  override tag() {
    return undefined;
  }
}

class BoundedLexer extends Lexer {
  private depth = 0;
  private readonly boxes: boolean;

  constructor({ boxes, ...options }: MarkedOptions & { boxes: boolean }, tokenizer: Tokenizer) {
    super({ ...options, tokenizer });
    this.boxes = boxes;
    const rules = tokenizer.rules;
    const text = options.breaks ? plainTextWithBreaks : plainText;
    tokenizer.rules = { ...rules, inline: { ...rules.inline, text } };
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens: Token[] = [], lastParagraphClipped = false): Token[] {
    if (this.depth >= maxDepth) {
      tokens.push({ type: "paragraph", raw: src, text: src, tokens: [textToken(src)] });
      return tokens;
    }
    if (this.depth === 0 && this.boxes) this.readParts(boxParts(src), tokens);
    else this.readPieces(src, tokens, lastParagraphClipped);
    return tokens;
  }

  private readParts(parts: BoxPart[], tokens: Token[]): void {
    for (const part of parts) {
      if ("text" in part) {
        this.readPieces(part.text, tokens, false);
        continue;
      }
      const { kind, title, raw } = part;
      const inner: Token[] = [];
      this.readParts(part.parts, inner);
      tokens.push({ type: "blockquote", raw, text: raw, tokens: inner, box: { kind, title } } satisfies BoxToken);
    }
  }

  private readPieces(src: string, tokens: Token[], lastParagraphClipped: boolean): void {
    const pieces = this.depth === 0 ? blockPieces(src, maxBlockLength) : [src];
    this.depth += 1;
    for (const piece of pieces) super.blockTokens(piece, tokens, lastParagraphClipped);
    this.depth -= 1;
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (this.depth >= maxDepth || src.length > maxRunLength) {
      tokens.push(textToken(src));
      return tokens;
    }
    this.depth += 1;
    super.inlineTokens(src, tokens);
    this.depth -= 1;
    return tokens;
  }
}

function textToken(text: string): Token {
  return { type: "text", raw: text, text, escaped: false };
}

/**
 * Reads Markdown (CommonMark with tables, strikethrough and bare links; raw HTML is text) into marked's tokens, in time that
 * grows with the source and no faster: lists and quotations are read in pieces of 8,000 characters. Beyond 20 levels, 10,000
 * characters in one paragraph, the budget for emphasis, or 200,000 characters in all, the rest is kept as plain text. With
 * `breaks` each line of a paragraph ends in a line break; with `boxes` there are boxes (`boxParts`). Throws nothing.
 */
export function lexMarkdown(source: string, { breaks = false, boxes = false } = {}): Token[] {
  if (source.length > maxSourceLength) {
    return [{ type: "paragraph", raw: source, text: source, tokens: [textToken(source)] }];
  }
  return new BoundedLexer({ gfm: true, async: false, breaks, boxes }, new BoundedTokenizer()).lex(source);
}
