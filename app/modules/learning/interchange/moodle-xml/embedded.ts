import { createHash } from "node:crypto";
import { checkFile, isRefusal } from "#app/modules/learning/files/check-file.ts";
import { freeName } from "#app/modules/learning/files/file-name.ts";
import type { Warn } from "./refusal.ts";

export type EmbeddedFile = {
  name: string;
  bytes: Buffer;
  /** It stood inside an address of a text and had no name of its own. */
  isInline?: true;
};

/** The files of a whole XML file: every content once, every name once. */
export class FileCollector {
  readonly #byHash = new Map<string, EmbeddedFile>();
  readonly #names = new Set<string>();
  readonly #counts = new Map<string, number>();

  get files(): EmbeddedFile[] {
    return [...this.#byHash.values()];
  }

  /** The name under which texts call the content; null, with a warning, for what a course does not take. */
  add(name: string, bytes: Buffer | null, at: { line: number; warn: Warn; isInline?: true }): string | null {
    if (!bytes) {
      at.warn(at.line, "courses.xml.bad_base64", { name });
      return null;
    }
    const hash = createHash("sha256").update(bytes).digest("hex");
    const known = this.#byHash.get(hash);
    if (known) return known.name;
    const checked = checkFile({ name, bytes });
    if (isRefusal(checked)) {
      at.warn(at.line, checked.code, checked.values);
      return null;
    }
    const free = freeName(checked.name, (tried) => this.#names.has(tried), this.#counts);
    this.#names.add(free);
    this.#byHash.set(hash, { name: free, bytes, ...(at.isInline && { isInline: true }) });
    return free;
  }
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The bytes, or null where the text is damaged or empty. */
export function fromBase64(text: string): Buffer | null {
  const packed = text.replace(/\s+/g, "");
  const isWhole = base64.test(packed) && packed.replace(/=+$/, "").length % 4 !== 1;
  return isWhole ? Buffer.from(packed, "base64") : null;
}

/** The bytes that an address of its own ("data:image/png;base64,…") holds, with the ending of what it says to be. */
export function fromDataAddress(address: string): { ending: string; bytes: Buffer | null } | null {
  const comma = address.indexOf(",");
  const head = /^data:(?:[\w.+-]+\/([\w.+-]+))?((?:;[\w.=+-]+)*)$/i.exec(address.slice(0, Math.min(comma, 200)));
  if (!head) return null;
  const ending = (head[1] ?? "bin")
    .toLowerCase()
    .replace(/^jpeg$/, "jpg")
    .replace(/\+.*$/, "");
  const written = unescaped(address.slice(comma + 1));
  const isPacked = /;base64$/i.test(head[2] ?? "");
  return { ending, bytes: isPacked ? fromBase64(written) : Buffer.from(written) };
}

/** An address with its "%20" read; as it is where that cannot be read. */
export function unescaped(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
