import { escapeHtml } from "#app/lib/escape-html.ts";
import { renderMarkdown } from "#app/lib/markdown.ts";
import { htmlToText } from "#app/lib/safe-html.ts";
import type { TextFormat } from "#app/modules/learning/questions/questions.ts";

/** Only ever called to reach HTML: a question whose texts agree keeps its format. */
export function inFormat(text: string, from: TextFormat, to: TextFormat): string {
  if (from === to || to !== "html" || text === "") return text;
  return from === "markdown" ? renderMarkdown(text).trim() : escapeHtml(text).replaceAll("\n", "<br>");
}

/** HTML as the plain text of a field: paragraphs and breaks become line ends. */
export function plainFromHtml(html: string): string {
  return htmlToText(html.replace(/<br\s*\/?>\n?|<\/(?:p|div|li|h[1-6])>\n?/gi, "\n")).trim();
}
