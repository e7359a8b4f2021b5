import { Parser } from "htmlparser2";
import Turndown from "turndown";
import type { Markup } from "#app/modules/forum/import/formats/foreign.ts";

/** Deeper HTML is taken as words alone: a tree is walked by calls. */
const deepest = 200;
const withoutWords = ["script", "style", "head", "noscript", "template", "iframe", "object"];

/**
 * A text of another forum as Markdown, which is then read, limited and sanitised as any post is. HTML may be as broken and as old as it
 * likes. Throws nothing.
 */
export function toMarkdown(text: string, markup: Markup): string {
  const clean = text.replace(/\r\n?/g, "\n").replaceAll("\0", "");
  if (markup === "markdown") return clean.trim();
  if (markup === "plain") return escapePlain(clean).trim();
  const depth = depthOf(clean);
  return (depth > deepest ? wordsOf(clean) : convert(clean)).replaceAll("\0", "").trim();
}

/** Plain text keeps its lines, its quotations (">") and its addresses; what Markdown would read as signs of its own stands as it was written. */
function escapePlain(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const [, quoted = "", words = ""] = /^((?:> ?)*)(.*)$/s.exec(line) ?? [];
      const kept = words
        .split(/(https?:\/\/\S+)/)
        .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_[\]<|~$]/g, "\\$&")))
        .join("");
      return quoted + kept.replace(/^(\s*)([#+-]|\d{1,9}[.)]|=+$|-+$)(?=\s|$)/, "$1\\$2").replace(/^ {4,}|\t+/, "");
    })
    .join("\n");
}

function convert(html: string): string {
  const turndown = new Turndown({
    headingStyle: "atx",
    codeBlockStyle: "fenced",
    emDelimiter: "*",
    bulletListMarker: "-",
  });
  turndown.remove(withoutWords as Turndown.Filter);
  try {
    return turndown.turndown(html);
  } catch {
    // Whatever it stumbles over, the words are there.
    return wordsOf(html);
  }
}

function depthOf(html: string): number {
  let depth = 0;
  let most = 0;
  const parser = new Parser({
    onopentag: () => void (most = Math.max(most, ++depth)),
    onclosetag: () => void (depth -= 1),
  });
  parser.end(html);
  return most;
}

function wordsOf(html: string): string {
  let words = "";
  let silent = 0;
  const parser = new Parser({
    onopentagname: (name) =>
      void (withoutWords.includes(name) ? silent++ : /^(p|div|br|li|tr|h\d)$/.test(name) && (words += "\n")),
    onclosetag: (name) => void (withoutWords.includes(name) && silent--),
    ontext: (text) => void (silent === 0 && (words += text)),
  });
  parser.end(html);
  return escapePlain(words.replace(/\n{3,}/g, "\n\n"));
}
