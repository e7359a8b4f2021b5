import { escapeHtml } from "#app/lib/escape-html.ts";
import { setFormulas } from "#app/lib/formulas.ts";
import { markdownToText, renderMarkdown } from "#app/lib/markdown.ts";
import { htmlToText, sanitize } from "#app/lib/safe-html.ts";
import { filesPath } from "#app/modules/learning/courses/paths.ts";
import type { TextFormat } from "./questions.ts";

/**
 * The safe HTML of a prompt or a feedback: blocks of text. Images are those of the course's own files, named
 * "files/<name>", and none from anywhere else; without a course there are none. HTML keeps its words and loses scripts,
 * styles and forms; its headings begin below the page's. Throws nothing.
 */
export function blockHtml(text: string, format: TextFormat, courseSlug = ""): string {
  const filesAt = courseSlug && filesPath(courseSlug);
  if (format === "markdown") return renderMarkdown(text, { headingOffset: 2, filesAt });
  if (format === "html") {
    const clean = (html: string) => sanitize(html, undefined, filesAt);
    return setFormulas(clean(text.replace(/<(\/?)h[12](?=[\s>])/gi, "<$1h3")), clean);
  }
  const paragraphs = text.split(/\n{2,}/).map((one) => `<p dir="auto">${plainHtml(one)}</p>`);
  return paragraphs.join("\n");
}

function plainHtml(text: string): string {
  return setFormulas(escapeHtml(text), sanitize).replaceAll("\n", "<br>");
}

/** The safe HTML of a choice, which stands inside its label: a single paragraph loses its tag. */
export function inlineHtml(text: string, format: TextFormat, courseSlug = ""): string {
  if (format === "plain") return plainHtml(text);
  const html = blockHtml(text, format, courseSlug).trim();
  const inner = /^<p[^>]*>([\s\S]*)<\/p>$/.exec(html)?.[1];
  return inner !== undefined && !inner.includes("</p>") ? inner : html;
}

/** The words of a choice on one line, where nothing else can be shown (a list to choose from); an image is its alt. */
export function plainWords(text: string, format: TextFormat): string {
  const words =
    format === "plain" ? text : format === "markdown" ? markdownToText(text) : htmlToText(text, { pictures: true });
  return words.replace(/\s+/gu, " ").trim() || text.trim();
}

const [before, after] = ["\uE000", "\uE001"];

/**
 * The safe HTML of a text with gaps, where `gapHtml(n)` stands for `[[n]]` (from 1): in the words alone, never inside a tag,
 * and each once. A gap that the text does not name comes at its end, so that nobody meets a question that cannot be
 * answered. What `gapHtml` returns is put in as it is.
 */
export function textWithGaps(
  { text, format, courseSlug, count }: { text: string; format: TextFormat; courseSlug?: string; count: number },
  gapHtml: (number: number) => string,
): string {
  // Markdown reads double brackets as a link where the text defines one of that name; no text has these two signs.
  const marked = text
    .replaceAll(new RegExp(`[${before}${after}]`, "g"), "")
    .replace(/\[\[(\d{1,3})\]\]/g, `${before}$1${after}`);
  const missing = new Set(Array.from({ length: count }, (_, index) => index + 1));
  const put = (words: string) =>
    words.replace(new RegExp(`${before}(\\d+)${after}`, "g"), (_found, digits: string) =>
      missing.delete(Number(digits)) ? gapHtml(Number(digits)) : `[[${digits}]]`,
    );
  const restore = (tag: string) => tag.replace(new RegExp(`${before}(\\d+)${after}`, "g"), "[[$1]]");
  // The sanitiser writes ">" inside an attribute as an entity, so this finds whole tags.
  const parts = blockHtml(marked, format, courseSlug).split(/(<[^>]*>)/);
  const html = parts.map((part, at) => (at % 2 === 1 ? restore(part) : put(part))).join("");
  const rest = [...missing].map((number) => gapHtml(number));
  return rest.length > 0 ? `${html}\n<p>${rest.join(" ")}</p>` : html;
}
