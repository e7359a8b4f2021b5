import { marked, Parser, Renderer, type Token, type Tokens, type TokensList } from "marked";

import { wrapCodes } from "./codes.ts";
import { FormulaSetter } from "./formulas.ts";
import type { BoxKind } from "./markdown-blocks/boxes.ts";
import { type BoxToken, type FormulaToken, lexMarkdown } from "./markdown-lexer.ts";
import { fileAddress, htmlToText, isOwnImage, sanitize } from "./safe-html.ts";
import { drawMentions } from "./mentions.ts";
import { rightToLeft } from "./isolate.ts";
import { textDirection, truncate } from "./text.ts";

/** Raise it with every change of the output: cached HTML with another number is rendered again. */
export const markdownRendererVersion = 7;

export interface MarkdownOptions {
  /** Where the text's own headings begin: its highest becomes h1 + this, so 2 makes h3; the levels below follow. */
  headingOffset?: number;
  /** Origin of this site (`https://example.org`); links to it count as internal and its images are shown. */
  internalOrigin?: string;
  /** Accessible name of tables; with it each table is wrapped in a region that scrolls with the keyboard. */
  tableLabel?: string;
  /** Whether a single line break stays one: what people write in posts, not what authors set in lessons. */
  breaks?: boolean;
  /** Folder of the files that the text calls "files/<name>"; with it no image from elsewhere is shown. */
  filesAt?: string;
  /**
   * Whether a handle that the text calls ("@awa", outside code, quotations and links) is somebody's; theirs become links to them, or, of
   * a group, are marked. Without it nobody is called.
   */
  calls?: (handle: string) => "person" | "group" | null;
  /** What each kind of box is called; without it there are no boxes. */
  boxes?: Record<BoxKind, string>;
}

class PageRenderer extends Renderer {
  private insideLink = false;
  private quotations = 0;
  private readonly settings: MarkdownOptions;
  private readonly depths: number[];
  private readonly formulas = new FormulaSetter();

  /** Whether anything in the text does. */
  private readonly runsLeftwards: boolean;

  constructor(settings: MarkdownOptions, depths: number[], runsLeftwards: boolean) {
    super();
    this.settings = settings;
    this.depths = depths;
    this.runsLeftwards = runsLeftwards;
  }

  /** Whatever levels a text uses, the page's outline goes on without a gap. */
  override heading({ tokens, depth }: Tokens.Heading): string {
    const level = Math.min(6, 1 + (this.settings.headingOffset ?? 0) + Math.max(0, this.depths.indexOf(depth)));
    return `<h${level} dir="auto">${this.parser.parseInline(tokens)}</h${level}>\n`;
  }
  override paragraph({ tokens }: Tokens.Paragraph): string {
    const [first] = tokens;
    const figure = tokens.length === 1 && first?.type === "image" ? this.figure(first as Tokens.Image) : null;
    if (figure) return figure;
    return `<p dir="auto">${this.parser.parseInline(tokens)}</p>\n`;
  }
  // dir="auto" skips children that carry a dir of their own, so blocks that hold blocks get the direction itself.
  override blockquote({ tokens, raw, box }: BoxToken): string {
    const label = box && this.settings.boxes?.[box.kind];
    if (label) {
      const title = `<p class="box-title" dir="auto"><strong>${escapeHtml(label)}</strong> ${this.words(box.title)}</p>`;
      const dir = textDirection(raw.replace(/^:+\S*/, ""));
      return `<div class="box box-${box.kind}" dir="${dir}">\n${title}\n${this.parser.parse(tokens)}</div>\n`;
    }
    this.quotations += 1;
    const inner = this.parser.parse(tokens);
    this.quotations -= 1;
    return `<blockquote dir="${textDirection(raw)}">\n${inner}</blockquote>\n`;
  }
  override list(list: Tokens.List): string {
    return super.list(list).replace(/^<[uo]l/, (tag) => `${tag} dir="${textDirection(list.raw)}"`);
  }
  override listitem(item: Tokens.ListItem): string {
    return `<li dir="${textDirection(item.raw)}">${this.parser.parse(item.tokens)}</li>\n`;
  }
  /** In a line that runs leftwards "7.CP 13" would read "CP 13.7". */
  override text(token: Tokens.Text | Tokens.Escape): string {
    const html = super.text(token);
    if ("tokens" in token && token.tokens) return html;
    const rest = (text: string) => (this.runsLeftwards ? wrapCodes(text, (code) => `<bdi>${code}</bdi>`) : text);
    const { calls } = this.settings;
    if (!calls || this.insideLink || this.quotations > 0 || !html.includes("@")) return rest(html);
    return drawMentions(html, (handle) => mentionOf(handle, calls(handle)), rest);
  }
  override checkbox({ checked }: Tokens.Checkbox): string {
    return checked ? "[x] " : "[ ] ";
  }
  override code(token: Tokens.Code): string {
    return super.code(token).replace(/^<pre/, '<pre dir="ltr"');
  }
  override table(token: Tokens.Table): string {
    const table = super.table(token).replace(/^<table/, '<table dir="auto"');
    const { tableLabel } = this.settings;
    if (!tableLabel) return table;
    const label = escapeHtml(tableLabel);
    return `<div class="table-scroll" tabindex="0" role="region" aria-label="${label}">${table}</div>\n`;
  }
  /** Raw HTML is text by now, so this is a formula. */
  override html(token: Tokens.HTML | Tokens.Tag): string {
    const { formula, text } = token as FormulaToken;
    return this.formulas.set(formula) ?? escapeHtml(text, "every");
  }
  override link(token: Tokens.Link): string {
    const outer = this.insideLink;
    this.insideLink = true;
    const link = super.link(token);
    this.insideLink = outer;
    // A bare address is read from the left, whatever letters its path has.
    return token.autolink && this.runsLeftwards ? link.replace(/^<a/, '<a dir="ltr"') : link;
  }
  /** No page asks another site for anything: an image from elsewhere is a link to it. */
  override image(token: Tokens.Image): string {
    const { internalOrigin, filesAt } = this.settings;
    const href = fileAddress(token.href, filesAt);
    if (isOwnImage(href, internalOrigin)) return super.image({ ...token, href });
    const alt = this.parser.parseInline(token.tokens, this.parser.textRenderer).trim() || token.href;
    return this.insideLink ? escapeHtml(alt) : `<a href="${escapeHtml(token.href)}">${escapeHtml(alt)}</a>`;
  }
  /** A picture alone in its paragraph with words in quotation marks behind its address stands above these words. */
  private figure(token: Tokens.Image): string | null {
    const { title, ...picture } = token;
    if (!title || !isOwnImage(fileAddress(token.href, this.settings.filesAt), this.settings.internalOrigin))
      return null;
    const image = this.image({ ...picture, title: null });
    return `<figure>${image}<figcaption dir="auto">${this.words(title)}</figcaption></figure>\n`;
  }
  /** Plain words as HTML. */
  private words(text: string): string {
    return this.text({ type: "text", raw: text, text, escaped: false });
  }
}

function mentionOf(handle: string, whose: "person" | "group" | null): string | null {
  if (whose === null) return null;
  // Letters of any script, digits and hyphens: HTML reads none of them as anything else.
  return whose === "group"
    ? `<strong>@${handle}</strong>`
    : `<a href="/people/${encodeURIComponent(handle)}">@${handle}</a>`;
}

const endOfSentence = /[.!?:;,…。！？؟؛،]["'”’»)]*$/u;

/** The words of a text without its marks: block by block for mails, or on one line, where marks of blocks say nothing. */
class PlainRenderer extends Renderer {
  private readonly onOneLine: boolean;

  constructor(onOneLine: boolean) {
    super();
    this.onOneLine = onOneLine;
  }

  override space = () => "";
  override def = () => "";
  override br = () => "\n";
  override hr = () => (this.onOneLine ? "" : "---\n\n");
  override heading = ({ tokens }: Tokens.Heading) => `${this.parser.parseInline(tokens)}\n\n`;
  override paragraph = ({ tokens }: Tokens.Paragraph) => `${this.parser.parseInline(tokens)}\n\n`;
  override blockquote = ({ tokens, box }: BoxToken) => {
    const words = this.parser.parse(tokens);
    if (box) return `${box.title && `${escapeHtml(box.title, "every")}\n\n`}${words}`;
    return this.onOneLine ? words : `${words.trim().replace(/^/gm, "&gt; ")}\n\n`;
  };
  override html = ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text, "every");
  override code = ({ text }: Tokens.Code) => `${escapeHtml(text, "every")}\n\n`;
  override codespan = ({ text }: Tokens.Codespan) => escapeHtml(text, "every");
  override list = (list: Tokens.List) => {
    const points = list.items.map((item, at) => this.point(list, item, at));
    // It may stand right behind the words of a point.
    return `\n${this.onOneLine && !list.ordered ? inOneLine(points) : points.join("\n")}\n\n`;
  };
  override checkbox = ({ checked }: Tokens.Checkbox) => (this.onOneLine ? "" : checked ? "[x] " : "[ ] ");
  override table = ({ header, rows }: Tokens.Table) =>
    `${[header, ...rows].map((row) => row.map((cell) => this.parser.parseInline(cell.tokens)).join(" | ")).join("\n")}\n\n`;
  override em = ({ tokens }: Tokens.Em) => this.parser.parseInline(tokens);
  override strong = ({ tokens }: Tokens.Strong) => this.parser.parseInline(tokens);
  override del = ({ tokens }: Tokens.Del) => this.parser.parseInline(tokens);
  override image = ({ text }: Tokens.Image) => escapeHtml(text);
  override link = ({ href, tokens }: Tokens.Link) => {
    const words = this.parser.parseInline(tokens);
    const address = escapeHtml(href);
    return this.onOneLine || address.replace(/^mailto:/, "").endsWith(words) ? words : `${words} (${address})`;
  };

  private point(list: Tokens.List, item: Tokens.ListItem, at: number): string {
    const mark = list.ordered ? `${Number(list.start || 1) + at}. ` : this.onOneLine ? "" : "- ";
    return (
      mark +
      this.parser
        .parse(item.tokens)
        .trim()
        .replace(/\n{2,}/g, "\n")
        .replace(/\n/g, "\n  ")
    );
  }
}

/** Points behind each other: what ends like a sentence needs nothing between it and the next. */
function inOneLine(points: string[]): string {
  return points.reduce((line, point) => `${line}${endOfSentence.test(line) ? " " : " · "}${point}`);
}

function escapeHtml(text: string, ampersands: "every" | "bare" = "bare"): string {
  const bare = /&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);)/g;
  const escaped = text.replace(ampersands === "every" ? /&/g : bare, "&amp;");
  return escaped.replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** Characters that no text needs: controls, halves of characters, and the bidi overrides, which reorder what follows. */
function withoutControls(source: string): string {
  return source.replace(/[\0\p{Cs}]/gu, "\uFFFD").replace(/(?![\t\n\r])\p{Cc}|[\u202D\u202E]/gu, "");
}

/**
 * Renders what people write (CommonMark, tables, strikethrough, bare links; raw HTML is shown as text) as safe HTML:
 * the allow-list of `safe-html.ts` is applied last, each block carries its direction, headings begin at
 * `headingOffset`, images from other sites become links. Takes any string, however hostile, in time that
 * grows with its length (see `lexMarkdown` for the limits). Throws nothing.
 */
export function renderMarkdown(source: string, options: MarkdownOptions = {}): string {
  return sanitize(draw(source, options), options.internalOrigin, options.filesAt);
}

/** The handles that a text calls, each once, in their order, as `renderMarkdown` reads them: at half its price. Throws nothing. */
export function listCalls(source: string, options: Omit<MarkdownOptions, "calls">): string[] {
  const handles = new Set<string>();
  draw(source, { ...options, calls: (handle) => (handles.add(handle), null) });
  return [...handles];
}

/** HTML that nobody may see before it is sanitised. */
function draw(source: string, options: MarkdownOptions): string {
  const tokens = lexMarkdown(withoutControls(source), { breaks: options.breaks, boxes: options.boxes !== undefined });
  const renderer = new PageRenderer(options, headingDepths(tokens), rightToLeft.test(source));
  return Parser.parse(tokens, { renderer });
}

/** The levels of the text's headings, each once, highest first. */
function headingDepths(tokens: TokensList | Token[]): number[] {
  const depths = new Set<number>();
  marked.walkTokens(tokens, (token) => {
    if (token.type === "heading") depths.add((token as Tokens.Heading).depth);
  });
  return [...depths].sort((a, b) => a - b);
}

/** The words of a Markdown text for mails, blocks parted by an empty line, links as "words (address)". Throws nothing. */
export function markdownToText(source: string): string {
  return plain(source, { onOneLine: false })
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The first words of a Markdown text on one line, at most `max` characters (see `truncate`). Throws nothing. */
export function excerpt(source: string, max: number): string {
  return truncate(plain(source, { onOneLine: true }).replace(/\s+/gu, " ").trim(), max);
}

function plain(source: string, { onOneLine }: { onOneLine: boolean }): string {
  const tokens = lexMarkdown(withoutControls(source), { boxes: true });
  return htmlToText(Parser.parse(tokens, { renderer: new PlainRenderer(onOneLine) }));
}
