import { answerByTag } from "#app/http/answer-by-tag.server.ts";
import { env } from "#app/infra/env.server.ts";
import { escapeXml } from "#app/lib/escape-html.ts";

export type FeedEntry = {
  /** Of what was written; it stays when that is moved. */
  uuid: string;
  title: string;
  path: string;
  /** BCP 47. */
  language: string;
  /** Sanitised; its links may begin at the site's root. */
  html: string;
  author: { name: string; path: string };
  published: Date;
  updated: Date;
  tags?: string[];
};

export type Feed = {
  title: string;
  language: string;
  /** Its own address, and that of the page which shows the same. */
  path: string;
  page: string;
  entries: FeedEntry[];
};

/**
 * The answer that a program gets for a feed: Atom (RFC 4287), or 304 when it has the same already. What only one person may read
 * (`isPrivate`) is kept by their program alone; what everybody may read is the same for half a minute.
 */
export function answerFeed(
  request: Request,
  feed: Feed,
  { isPrivate, headers }: { isPrivate: boolean; headers?: Record<string, string> },
): Response {
  return answerByTag(request, writeAtom(feed), {
    "Content-Type": "application/atom+xml; charset=utf-8",
    "Content-Language": feed.language,
    "Cache-Control": isPrivate ? "private, no-cache" : "public, max-age=30",
    Vary: "Accept-Language, Cookie",
    ...headers,
  });
}

const newest = (entries: FeedEntry[]): Date | null =>
  entries.reduce<Date | null>((latest, { updated }) => (latest && latest >= updated ? latest : updated), null);

/** By hand, because builders of XML indent what they write, and the white space would stand in titles. */
function writeAtom({ title, language, path, page, entries }: Feed): string {
  const origin = env().PUBLIC_URL;
  const self = escapeXml(origin + path);
  return [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(language)}">`,
    `<id>${self}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<updated>${(newest(entries) ?? new Date(0)).toISOString()}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${self}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(origin + page)}"/>`,
    ...entries.map((entry) => writeEntry(entry, origin)),
    "</feed>",
    "",
  ].join("\n");
}

function writeEntry(entry: FeedEntry, origin: string): string {
  const page = origin + entry.path;
  return [
    `<entry xml:lang="${escapeXml(entry.language)}">`,
    `<id>urn:uuid:${entry.uuid}</id>`,
    `<title>${escapeXml(entry.title)}</title>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    `<author><name>${escapeXml(entry.author.name)}</name><uri>${escapeXml(origin + entry.author.path)}</uri></author>`,
    `<published>${entry.published.toISOString()}</published>`,
    `<updated>${entry.updated.toISOString()}</updated>`,
    ...(entry.tags ?? []).map((term) => `<category term="${escapeXml(term)}"/>`),
    `<content type="html">${escapeXml(withWholeLinks(entry.html, origin, page))}</content>`,
    "</entry>",
  ].join("\n");
}

/**
 * Makes the links of sanitised HTML whole, because a program that reads a feed stands nowhere: those from the root of the site, and those
 * to a place in the same text. In such HTML a `<` begins a tag, and no value of an attribute holds a `>`.
 */
function withWholeLinks(html: string, origin: string, page: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag
      .replace(/(\s(?:href|src|poster)=")(\/(?!\/)[^"]*")/gi, (_, start: string, rest: string) => start + origin + rest)
      .replace(/(\shref=")(#[^"]*")/gi, (_, start: string, rest: string) => start + page.replace(/#.*$/, "") + rest),
  );
}
