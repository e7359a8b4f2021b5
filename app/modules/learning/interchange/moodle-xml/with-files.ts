import { placeMedia, type Placed } from "#app/modules/learning/interchange/notation/html-media.ts";
import type { TextFormat } from "#app/modules/learning/questions/questions.ts";
import { type FileCollector, fromBase64, fromDataAddress, unescaped } from "./embedded.ts";
import type { Warn } from "./refusal.ts";
import { children, type XmlNode } from "./tree.ts";

type Context = { files: FileCollector; warn: Warn };

const ownFile = "@@PLUGINFILE@@/";
/** In Markdown and plain text, where no tag says what an address is for. */
const bareAddress = /@@PLUGINFILE@@\/([^"'\s<>)\]]+)|data:image\/[\w.+-]{1,40};base64,[A-Za-z0-9+/=%]+/g;
const pictureElsewhere = /!\[[^\]\n]{0,500}\]\(\s*<?(https?:\/\/[^\s)>]{1,2000})/g;

/**
 * The text of an element as a course can show it: the files that stand beside it and those inside its addresses go into the
 * collection and are called "files/<name>". What is missing, is not taken or stands on another site is warned of, and so is a
 * file that the text does not show.
 */
export function withFiles(text: string, element: XmlNode, format: TextFormat, { files, warn }: Context): string {
  const given = new Map(
    children(element, "file").map((file) => [(file.attributes.path ?? "/") + (file.attributes.name ?? ""), file]),
  );
  const shown = new Set<XmlNode>();
  const place = (address: string, name: string): Placed | null => {
    const inside = address.startsWith("data:") ? fromDataAddress(address) : null;
    if (inside) {
      const named = `${name || "picture"}.${inside.ending}`;
      return placed(files.add(named, inside.bytes, { ...at(element), isInline: true }));
    }
    if (!address.startsWith(ownFile)) return null;
    const path = unescaped(address.slice(ownFile.length - 1).split(/[?#]/)[0] ?? "");
    const file = given.get(path);
    if (!file) {
      warn(element.line, "courses.xml.file_missing", { name: path.slice(1) });
      return "gone";
    }
    shown.add(file);
    const isPacked = (file.attributes.encoding ?? "base64") === "base64";
    return placed(files.add(file.attributes.name ?? "", isPacked ? fromBase64(file.text) : null, at(file)));
  };
  const at = ({ line }: XmlNode) => ({ line, warn });
  const tell = (code: string, values: Record<string, string>) => warn(element.line, code, values);
  const isHtml = format === "html";
  // What stands in no tag that shows it is an address all the same.
  const result = withBareFiles(isHtml ? placeMedia(text, { place, tell }) : text, place);
  if (!isHtml) tellOfPictures(text, tell);
  for (const [path, file] of given) {
    if (!shown.has(file)) warn(file.line, "courses.xml.file_unused", { name: path.replace(/^\//, "") });
  }
  return result;
}

function placed(name: string | null): Placed {
  return name === null ? "gone" : { address: `files/${name}` };
}

function withBareFiles(text: string, place: (address: string, name: string) => Placed | null): string {
  return text.replace(bareAddress, (address, path?: string) => {
    const found = place(address, "");
    return found === null || found === "gone" ? unescaped(path ?? "") : found.address;
  });
}

/** In Markdown a picture of another site becomes a link when it is shown. */
function tellOfPictures(text: string, tell: (code: string, values: Record<string, string>) => void): void {
  for (const [, address = ""] of text.matchAll(pictureElsewhere)) {
    tell("courses.xml.picture_elsewhere", { address: address.slice(0, 200) });
  }
}

/**
 * The picture that old files name in `<image>` and hold in `<image_base64>`, as HTML behind the text of the question; "" where
 * there is none.
 */
export function oldPicture(node: XmlNode, { files, warn }: Context): string {
  const image = node.children.find(({ name }) => name === "image");
  const written = image?.text.trim() ?? "";
  const content = node.children.find(({ name }) => name === "image_base64");
  if (!image || (!written && !content?.text.trim())) return "";
  if (!content?.text.trim()) {
    const tell = (code: string, values: Record<string, string>) => warn(image.line, code, values);
    return ` ${placeMedia(`<img src="${written.replaceAll('"', "")}" alt="">`, { place: () => null, tell })}`;
  }
  const name = files.add(written.replaceAll("/", "_") || "picture", fromBase64(content.text), {
    line: content.line,
    warn,
  });
  return name === null ? "" : ` <img src="files/${name}" alt="">`;
}
