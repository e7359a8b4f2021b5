import sanitizeHtml from "sanitize-html";

import { boxKinds } from "./markdown-blocks/boxes.ts";
import { mathAttributes, mathClasses, mathTags } from "./mathml.ts";

type Attributes = Record<string, string>;

const direction = { name: "dir", values: ["auto", "ltr", "rtl"] };
const alignment = { name: "align", values: ["left", "center", "right"] };
const withDirection = [
  "p",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "ul",
  "ol",
  "li",
  "blockquote",
  "table",
  "pre",
  "div",
  "figcaption",
];

export const allowedTags = [...withDirection, "thead", "tbody", "tr", "th", "td", "figure", "hr", "br"].concat([
  "a",
  "img",
  "em",
  "strong",
  "bdi",
  "del",
  "code",
  "sub",
  "sup",
  ...mathTags,
]);

const boxClasses = ["box", ...boxKinds.map((kind) => `box-${kind}`)];

/** What stands in these is for programs: it goes with them. */
const withoutWords = ["script", "style", "textarea", "option", "noscript", "annotation", "annotation-xml"];

/** A base that no real address has: what resolves to it was relative. */
const relativeBase = "https://relative.invalid";

/**
 * Where a link leads: "internal" (relative, or on `internalOrigin`), "external" (another site, or an e-mail address),
 * or "refused" (any scheme but http, https and mailto; an address with a password; no address). Reads the address as
 * browsers do, so that tabs, backslashes and protocol-relative forms hide nothing. Throws nothing.
 */
export function linkTarget(href: string, internalOrigin?: string): "internal" | "external" | "refused" {
  // "https:evil.example" names its site by itself: which page it stands on decides nothing.
  const base = namesScheme(href) ? undefined : relativeBase;
  if (!URL.canParse(href, base)) return "refused";
  const url = new URL(href, base);
  if (url.protocol === "mailto:") return "external";
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return "refused";
  return url.origin === relativeBase || url.origin === internalOrigin ? "internal" : "external";
}

function namesScheme(href: string): boolean {
  return /^[\0-\x20]*[a-z][a-z0-9+.-]*:/i.test(href.replace(/[\t\n\r]/g, ""));
}

/** An address that is not refused, as every browser and mail program reads it alike, whatever page it stands on. */
function unmistakable(href: string): string {
  if (href.startsWith("//")) return `https:${href}`;
  const isPlain = !namesScheme(href) || /^(?:https?:\/\/[^/\\]|mailto:)/i.test(href);
  return isPlain ? href : new URL(href).href;
}

/** What files have: a folder "files", and nothing after the name. */
const filePath = /^\/(?:[^/]+\/)*files\/[^/]+$/;

/**
 * Whether an image is a file of this site, by a path from the root or an address on `internalOrigin`: "…/files/<name>", and no
 * page. A picture is asked for by whoever reads the text, in their name.
 */
export function isOwnImage(src: string, internalOrigin?: string): boolean {
  if (linkTarget(src, internalOrigin) !== "internal") return false;
  if (!/^\/(?![/\\])/.test(src) && !/^https?:\/\//i.test(src)) return false;
  const { pathname, search } = new URL(src, relativeBase);
  return filePath.test(pathname) && search === "";
}

/**
 * The address of a file that a text calls "files/<name>", in the folder `filesAt` ("/courses/<slug>/files/"); anything
 * else comes back as it is. A name that would lead out of the folder stays as it is, too. Throws nothing.
 */
export function fileAddress(address: string, filesAt?: string): string {
  const name = /^files\/([^/\\?#]+)$/.exec(address)?.[1];
  if (!filesAt || !name) return address;
  try {
    const decoded = decodeURIComponent(name);
    return /^\.{1,2}$|[/\\\0]/.test(decoded) ? address : `${filesAt}${encodeURIComponent(decoded)}`;
  } catch {
    return address;
  }
}

/** What the name of a picture says of its size ("…-640x480.webp"), so that nothing moves when it comes. */
function sizeIn(src: string): Attributes {
  const [, width, height] = /-(\d{1,4})x(\d{1,4})\.webp$/.exec(src) ?? [];
  return width && height ? { width, height } : {};
}

/** Whether an address is that of one file directly in the folder `filesAt`. */
function isFileAt(src: string, filesAt: string): boolean {
  if (!src.startsWith(filesAt)) return false;
  return fileAddress(`files/${src.slice(filesAt.length)}`, filesAt) === src;
}

function cleanLink(attribs: Attributes, internalOrigin?: string, filesAt?: string): sanitizeHtml.Tag {
  const href = fileAddress(attribs.href ?? "", filesAt);
  const target = linkTarget(href, internalOrigin);
  if (target === "refused") return { tagName: "a", attribs: {} };
  const kept: Attributes = { href: unmistakable(href) };
  if (attribs.title) kept.title = attribs.title;
  if (target === "external") kept.rel = "ugc nofollow noopener";
  if (attribs.dir) kept.dir = attribs.dir;
  return { tagName: "a", attribs: kept };
}

/**
 * HTML with nothing but the allow-list: text blocks, lists, tables, code with a `language-…` class, links to http,
 * https, mailto and relative addresses (`rel="ugc nofollow noopener"` unless internal), and files of this site as images,
 * loaded lazily. It is the last step after every transform. With `filesAt` ("/courses/<slug>/files/") the addresses "files/<name>"
 * lead there, and no image from elsewhere is kept, wherever on this site it may be. Throws nothing.
 */
export function sanitize(html: string, internalOrigin?: string, filesAt?: string): string {
  return sanitizeHtml(html, {
    allowedTags,
    allowedAttributes: {
      ...Object.fromEntries(withDirection.map((tag) => [tag, [direction]])),
      ol: [direction, "start"],
      th: [alignment],
      td: [alignment],
      a: ["href", "title", "rel", direction],
      img: ["src", "alt", "title", "loading", "width", "height"],
      ...mathAttributes,
      div: [direction, { name: "role", values: ["region"] }, { name: "tabindex", values: ["0"] }, "aria-label"],
    },
    allowedClasses: {
      ...mathClasses,
      code: [/^language-[a-zA-Z0-9+#_.-]{1,32}$/],
      div: ["table-scroll", ...boxClasses],
      p: ["box-title"],
    },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesAppliedToAttributes: ["href", "src"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nestingLimit: 100,
    nonTextTags: [...withoutWords],
    transformTags: {
      a: (_tag, attribs) => cleanLink(attribs, internalOrigin, filesAt),
      b: "strong",
      i: "em",
      img: (tagName, { src = "", alt = "", ...attribs }) => ({
        tagName,
        attribs: { src: fileAddress(src, filesAt), alt, ...attribs, ...sizeIn(src), loading: "lazy" },
      }),
    },
    exclusiveFilter: (frame) => {
      // A refused link loses its marks and keeps its words. (Renaming its tag instead would leave the next link open.)
      if (frame.tag === "a" && !frame.attribs.href) return "excludeTag";
      if (frame.tag !== "img") return false;
      const { src = "" } = frame.attribs;
      return !isOwnImage(src, internalOrigin) || (filesAt !== undefined && !isFileAt(src, filesAt));
    },
  });
}

/**
 * The words of an HTML text without any mark, entities read; with `pictures` a picture is the words that stand for it. The
 * result is plain text, never HTML. Throws nothing.
 */
export function htmlToText(html: string, { pictures = false } = {}): string {
  const marks: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
  const escaped = sanitizeHtml(html, {
    allowedTags: pictures ? ["img"] : [],
    allowedAttributes: { img: ["alt"] },
    nonTextTags: [...withoutWords],
  });
  // No "<" is left but that of a picture, and no quotation mark in its words.
  const words = escaped.replace(/<img(?: alt="([^"]*)")?[^<>]*>/g, (_tag, alt = "") => ` ${alt} `);
  return words.replace(/&(?:lt|gt|quot|amp);/g, (entity) => marks[entity] ?? entity);
}
