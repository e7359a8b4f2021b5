import { escapeHtml } from "#app/lib/escape-html.ts";
import { isolateCodes, markDirections } from "#app/lib/codes.ts";
import { findLinks } from "#app/lib/links.ts";
import { directionOf } from "#app/i18n/languages.ts";
import { offeredLanguage } from "#app/i18n/offered-languages.ts";

export type MailSection = {
  title: string;
  items: { title: string; url: string; note?: string; text?: string }[];
  more?: { label: string; url: string };
};

export type MailContent = {
  /** The recipient's; the mail is in the site's where it does not offer that, as its words are (`wordsFor`). */
  language: string;
  subject: string;
  paragraphs: string[];
  /** What a person wrote, after our paragraphs: in its own direction, whatever the mail's is. */
  quotation?: string[];
  action?: { label: string; url: string };
  sections?: MailSection[];
  /** Why this mail came, and how to stop it. */
  reason: string;
  unsubscribe?: { label: string; url: string };
};

export type LaidOutMail = { subject: string; text: string; html: string; headers: Record<string, string> };

/**
 * The same content as plain text and as light HTML: readable without pictures, right to left where the language is, with
 * the header that says in which language it is.
 */
export function layoutMail(wished: MailContent): LaidOutMail {
  const content = { ...wished, language: offeredLanguage(wished.language) };
  const subject = markDirections(content.subject.replace(/[\r\n]+/g, " "));
  const headers = { "Content-Language": content.language };
  return { subject, text: asText(content), html: asHtml(content), headers };
}

function asText(content: MailContent): string {
  const { language, paragraphs, quotation = [], action, sections = [], reason, unsubscribe } = content;
  const blocks = [...paragraphs.map((text) => isolatedText(text) ?? text), ...quotation];
  if (action) blocks.push(labelled(language, action.label, action.url, "\n"));
  for (const { title, items, more } of sections) {
    blocks.push(`${title}\n${"-".repeat(Math.min(60, [...title].length))}`);
    for (const item of items)
      blocks.push(
        [`* ${item.title}`, item.note && `  ${item.note}`, item.text && item.text.replace(/^/gm, "  "), `  ${item.url}`]
          .filter(Boolean)
          .join("\n"),
      );
    if (more) blocks.push(labelled(language, more.label, more.url));
  }
  blocks.push(`-- \n${reason}`);
  if (unsubscribe) blocks.push(labelled(language, unsubscribe.label, unsubscribe.url));
  return `${addressesApart(isolateCodes(blocks.join("\n\n")))}\n`;
}

/** "Label: text" as the language writes it; French has a space before its colon, which keeps the line. */
function labelled(language: string, label: string, text: string, between = " "): string {
  return `${label}${language === "fr" ? "\u00a0" : ""}:${between}${text}`;
}

/** What a paragraph holds that is nothing but one name or text of somebody: alone in its lines it needs no signs round it. */
function isolatedText(paragraph: string): string | null {
  return /^\u2068([^\u2066-\u2069]*)\u2069$/.exec(paragraph)?.[1] ?? null;
}

/**
 * Mail programs take whatever stands behind an address for a part of it, seen or not: a space keeps it away. A last "_" or "-",
 * with which a link of ours may end, is a part of it.
 */
function addressesApart(text: string): string {
  let apart = "";
  let from = 0;
  const tail = /[\w-]*/y;
  for (const { end: before } of findLinks(text)) {
    tail.lastIndex = before;
    const end = before + tail.exec(text)![0].length;
    if (end === text.length || /\s/.test(text[end]!)) continue;
    apart += `${text.slice(from, end)} `;
    from = end;
  }
  return apart + text.slice(from);
}

function asHtml(content: MailContent): string {
  const { language, subject, paragraphs, quotation = [], action, sections = [], reason, unsubscribe } = content;
  const dir = directionOf(language);
  const body = [
    ...paragraphs.map((text) => {
      const alone = isolatedText(text);
      return alone === null ? `<p>${linesHtml(text)}</p>` : `<p dir="auto">${linesHtml(alone)}</p>`;
    }),
    ...quotation.map((text) => `<p dir="auto">${linesHtml(text)}</p>`),
    action && `<p><a class="b" href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>`,
    ...sections.map(sectionHtml),
    `<hr><p class="s">${linesHtml(reason)}</p>`,
    unsubscribe && `<p class="s"><a href="${escapeHtml(unsubscribe.url)}">${escapeHtml(unsubscribe.label)}</a></p>`,
  ].filter(Boolean);
  return `<!doctype html><html lang="${language}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title><style>${sheet}</style></head><body>${body.join("\n")}</body></html>\n`;
}

function sectionHtml({ title, items, more }: MailSection): string {
  const rows = items.map(
    ({ title, url, note, text }) =>
      // Titles and texts are people's, in their own direction; the item and our note keep to the mail's.
      `<li><a href="${escapeHtml(url)}"><span dir="auto">${escapeHtml(isolateCodes(title))}</span></a>` +
      (note ? `<br><span class="s">${escapeHtml(isolateCodes(note))}</span>` : "") +
      (text ? `<br><span dir="auto">${linesHtml(text)}</span>` : "") +
      "</li>",
  );
  const link = more ? `<p><a href="${escapeHtml(more.url)}">${escapeHtml(more.label)}</a></p>` : "";
  return `<h2>${escapeHtml(title)}</h2><ul>${rows.join("")}</ul>${link}`;
}

// Colours come from the mail program where it has a dark scheme of its own; only the button brings both of its colours.
const sheet =
  "body{font:16px/1.6 system-ui,sans-serif;max-width:36em;margin:0 auto;padding:1em;overflow-wrap:anywhere}h2{font-size:1.1em;margin:1.6em 0 .4em}" +
  "li{margin:0 0 .8em}ul{padding-inline-start:1.2em}.s{font-size:.875em;opacity:.8}hr{border:0;border-top:1px solid #8888;margin:2em 0 1em}" +
  ".b{display:inline-block;background:#1d4f6e;color:#fff;padding:.6em 1.1em;border-radius:4px;text-decoration:none}";

/** Plain words with their lines, and with their addresses as links. */
function linesHtml(words: string): string {
  const text = isolateCodes(words);
  let html = "";
  let from = 0;
  for (const { start, end, href } of findLinks(text)) {
    const address = escapeHtml(text.slice(start, end));
    html += `${escapeHtml(text.slice(from, start))}<a href="${escapeHtml(href)}" dir="ltr">${address}</a>`;
    from = end;
  }
  return (html + escapeHtml(text.slice(from))).replace(/\n/g, "<br>");
}
