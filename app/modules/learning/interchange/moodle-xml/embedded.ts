import { createHash } from "node:crypto";
import { checkFile, isRefusal } from "#app/modules/learning/files/check-file.ts";
import { freeName } from "#app/modules/learning/files/file-name.ts";
import { Refusal, type Warn } from "./refusal.ts";
import { children, type XmlNode } from "./tree.ts";

export type EmbeddedFile = { name: string; bytes: Buffer };

/** The files of a whole XML file: every content once, every name once. */
export class FileCollector {
  readonly #byHash = new Map<string, EmbeddedFile>();
  readonly #names = new Set<string>();
  readonly #counts = new Map<string, number>();

  get files(): EmbeddedFile[] {
    return [...this.#byHash.values()];
  }

  /** The name under which texts call the content. Throws a `Refusal` for what a course does not take. */
  add(name: string, bytes: Buffer, line: number): string {
    const hash = createHash("sha256").update(bytes).digest("hex");
    const known = this.#byHash.get(hash);
    if (known) return known.name;
    const checked = checkFile({ name, bytes });
    if (isRefusal(checked)) throw new Refusal(line, checked.code, checked.values);
    const free = freeName(checked.name, (tried) => this.#names.has(tried), this.#counts);
    this.#names.add(free);
    this.#byHash.set(hash, { name: free, bytes });
    return free;
  }
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const address = /@@PLUGINFILE@@\/([^"'\s<>)\]]+)/g;

/**
 * Puts the files that stand beside a text into the collection and writes "files/<name>" for them in the text. A file that
 * no text shows is left out; an address without its file stays and is warned of.
 */
export function withFiles(
  text: string,
  element: XmlNode,
  { files, warn }: { files: FileCollector; warn: Warn },
): string {
  if (!text.includes("@@PLUGINFILE@@/")) return text;
  const given = new Map(
    children(element, "file").map((file) => [(file.attributes.path ?? "/") + (file.attributes.name ?? ""), file]),
  );
  return text.replace(address, (found, written: string) => {
    const [path = ""] = written.split(/[?#]/);
    const file = given.get(`/${decoded(path)}`);
    if (!file) {
      warn(element.line, "courses.xml.file_missing", { name: decoded(path) });
      return found;
    }
    return `files/${files.add(file.attributes.name ?? "", contentOf(file), file.line)}`;
  });
}

function contentOf(file: XmlNode): Buffer {
  const packed = file.text.replace(/\s+/g, "");
  const isBase64 = (file.attributes.encoding ?? "base64") === "base64";
  if (!isBase64 || packed === "" || !base64.test(packed)) {
    throw new Refusal(file.line, "courses.xml.bad_base64", { name: file.attributes.name ?? "" });
  }
  return Buffer.from(packed, "base64");
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
