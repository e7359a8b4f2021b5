import { Parser } from "htmlparser2";
import { escapeHtml } from "#app/lib/escape-html.ts";

/** What becomes of an address in a text: another one, or nothing where what it names is not there or not taken. */
export type Placed = { address: string } | "gone";
export type Media = {
  /** Takes the file that an address means ("data:…", a file that comes with the text); null for other addresses. */
  place: (address: string, name: string) => Placed | null;
  /** Told of what a page of ours does not show, by a translation key. */
  tell: (code: string, values: Record<string, string>) => void;
};

type Attributes = Record<string, string>;
type Edit = { start: number; end: number; text: string };

const maybe = /<(?:img|a|iframe|audio|video|object|embed|script|svg|canvas|form|input|select|textarea)\b/i;
/** These say where they lead; what stands in them is for browsers that do not know them. */
const embedded = new Set(["iframe", "audio", "video", "object", "embed"]);
/** Nothing of these is shown, and nothing of them is words. */
const removed = new Set(["script", "svg", "canvas"]);
const told = new Set(["form", "input", "select", "textarea"]);

/**
 * HTML of another program as a course of ours can show it: pictures and downloads that come with it are files of the course, a
 * picture of another site is a link to it with its words, and so are frames, sounds and films; programs and drawings go.
 * Whatever changes is told. The rest of the text stays letter by letter. Throws nothing, and reads the text once.
 */
export function placeMedia(html: string, media: Media): string {
  if (!maybe.test(html)) return html;
  const edits: Edit[] = [];
  let open: { name: string; start: number; text: string; depth: number } | null = null;
  let links = 0;
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        const [start, end] = [parser.startIndex, parser.endIndex + 1];
        if (open) {
          if (name === open.name) open.depth += 1;
          if (name === "source" && open.text === "") open.text = linkTo(attributes, open.name, media);
          return;
        }
        if (name === "a") links += 1;
        const source = html.slice(start, end);
        if (name === "img") edits.push({ start, end, text: picture(source, attributes, media, links > 0) });
        else if (name === "a") edits.push({ start, end, text: link(source, attributes, media) });
        else if (name === "embed") edits.push({ start, end, text: linkTo(attributes, name, media) });
        else if (embedded.has(name)) open = { name, start, depth: 1, text: linkTo(attributes, name, media) };
        else if (removed.has(name)) {
          media.tell("courses.xml.element_removed", { tag: name });
          open = { name, start, depth: 1, text: "" };
        } else if (told.has(name)) media.tell("courses.xml.element_removed", { tag: name });
      },
      onclosetag(name) {
        if (!open && name === "a") links = Math.max(0, links - 1);
        if (open?.name !== name) return;
        open.depth -= 1;
        if (open.depth > 0) return;
        edits.push({ start: open.start, end: Math.min(html.length, parser.endIndex + 1), text: open.text });
        open = null;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  let [result, at] = ["", 0];
  for (const { start, end, text } of edits) {
    if (start < at) continue;
    result += html.slice(at, start) + text;
    at = end;
  }
  return result + html.slice(at);
}

function picture(tag: string, { src = "", alt = "" }: Attributes, media: Media, isInLink: boolean): string {
  const name = alt || nameIn(src);
  const placed = media.place(src, name);
  if (placed === "gone") return escapeHtml(name);
  if (placed) return withAddress(tag, "src", placed.address);
  if (/^files\/[^/]+$/.test(src)) return tag;
  if (!isElsewhere(src)) {
    media.tell("courses.xml.file_missing", { name: nameIn(src) || alt });
    return escapeHtml(name);
  }
  media.tell("courses.xml.picture_elsewhere", { address: src.slice(0, 200) });
  return isInLink ? escapeHtml(name) : anchor(src, name);
}

function link(tag: string, { href = "" }: Attributes, media: Media): string {
  const placed = media.place(href, nameIn(href));
  // A link without an address loses its marks and keeps its words.
  return placed === "gone" ? "<a>" : placed ? withAddress(tag, "href", placed.address) : tag;
}

/** The link that stands for a frame, a sound or a film; "" for one that only its inside would tell of. */
function linkTo({ src, data, title, ...rest }: Attributes, tag: string, media: Media): string {
  const address = src ?? data ?? "";
  if (!address) return "";
  const name = title || rest["aria-label"] || nameIn(address) || address;
  const placed = media.place(address, name);
  if (placed === "gone") return escapeHtml(name);
  const to = placed?.address ?? (isElsewhere(address) ? address : null);
  media.tell(to ? "courses.xml.element_linked" : "courses.xml.element_removed", {
    tag,
    address: address.slice(0, 200),
  });
  return to ? anchor(to, name) : escapeHtml(name);
}

function anchor(address: string, name: string): string {
  const href = address.startsWith("//") ? `https:${address}` : address;
  return `<a href="${escapeHtml(href)}">${escapeHtml(name || href)}</a>`;
}

function isElsewhere(address: string): boolean {
  return /^(?:https?:)?\/\/[^/]/i.test(address);
}

/** The attribute with another value; everything else in the tag stays. */
function withAddress(tag: string, name: string, address: string): string {
  const pattern = new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*'|[^\\s>]+)`, "i");
  return tag.replace(pattern, (_all, before: string) => `${before}"${escapeHtml(address)}"`);
}

/** The last part of an address without what stands behind "?". */
function nameIn(address: string): string {
  if (address.startsWith("data:")) return "";
  const last = address.split(/[?#]/)[0]?.replace(/\/+$/, "").split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
