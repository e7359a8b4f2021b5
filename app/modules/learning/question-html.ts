import { renderMarkdown } from "#app/lib/markdown.ts";
import { sanitize } from "#app/lib/safe-html.ts";
import type { TextFormat } from "#app/modules/learning/questions.ts";

/** The safe HTML of a prompt or a feedback: blocks of text. */
export function blockHtml(text: string, format: TextFormat): string {
  if (format === "markdown") return renderMarkdown(text, { headingOffset: 2 });
  if (format === "html") return sanitize(text);
  const paragraphs = text.split(/\n{2,}/).map((one) => `<p dir="auto">${escape(one).replaceAll("\n", "<br>")}</p>`);
  return paragraphs.join("\n");
}

/** The safe HTML of a choice, which stands inside its label: a single paragraph loses its tag. */
export function inlineHtml(text: string, format: TextFormat): string {
  if (format === "plain") return escape(text).replaceAll("\n", "<br>");
  const html = blockHtml(text, format).trim();
  const inner = /^<p[^>]*>([\s\S]*)<\/p>$/.exec(html)?.[1];
  return inner !== undefined && !inner.includes("</p>") ? inner : html;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
