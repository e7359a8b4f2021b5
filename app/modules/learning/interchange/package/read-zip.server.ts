import {
  fromBufferPromise,
  getFileNameLowLevel,
  openPromise,
  validateFileName,
  type Entry,
  type Options,
  type ZipFile,
} from "yauzl";

import type { Problem } from "#app/lib/problem.ts";

import { isTrace } from "./read-folder.server.ts";
import { packageLimits, type PackageFiles } from "./types.ts";

type Refusal = { code: string; values?: Problem["values"] };

/** yauzl would stop at the first bad name; read raw, every one can be reported. */
const options: Options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };

/** The type of file in the upper half of the external attributes: 0 unknown, 4 folder, 8 file, anything else special. */
const unixType = (entry: Entry) => ((entry.externalFileAttributes >>> 16) & 0o170000) >>> 12;

/** What speaks against an entry before a byte of it is unpacked. The sizes are the zip's own claim. */
function refusalOf(entry: Entry, file: string, seen: Set<string>): Refusal | null {
  const isFolder = file.endsWith("/");
  const names = (isFolder ? file.slice(0, -1) : file).split("/");
  const unsafe = file.includes("\0") || names.some((name) => name === "" || name === "." || name === "..");
  if (unsafe || validateFileName(file) !== null) return { code: "learning.package.unsafe_path" };
  if (![0, 4, 8].includes(unixType(entry))) return { code: "learning.package.not_a_file" };
  if (names.length > packageLimits.depth + 2) {
    return { code: "learning.package.too_deep", values: { max: packageLimits.depth } };
  }
  if (isFolder) return entry.uncompressedSize === 0 ? null : { code: "learning.package.bad_zip" };
  if (!entry.canDecodeFileData()) return { code: "learning.package.packing_unknown" };
  if (seen.has(file)) return { code: "learning.package.duplicate_file" };
  seen.add(file);
  if (entry.uncompressedSize > entry.compressedSize * packageLimits.ratio) {
    return { code: "learning.package.ratio", values: { max: packageLimits.ratio } };
  }
  return null;
}

/** Reads the list of contents, and nothing else, so that the limits hold before anything is unpacked. */
async function listEntries(
  zip: ZipFile,
  refuse: (file: string, refusal: Refusal) => void,
): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const seen = new Set<string>();
  const tooMany = { code: "learning.package.too_many_files", values: { max: packageLimits.files } };
  if (zip.entryCount > packageLimits.files) {
    refuse("", tooMany);
    return entries;
  }
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const file = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
    const refusal = refusalOf(entry, file, seen);
    if (refusal) refuse(file.slice(0, 500), refusal);
    total += entry.uncompressedSize;
    if (!file.endsWith("/") && !isTrace(file)) entries.set(file, entry);
  }
  if (total > packageLimits.totalBytes) {
    refuse("", { code: "learning.package.too_large", values: { max: packageLimits.totalBytes } });
  }
  return entries;
}

/** Unpacks one entry, never more bytes than it claims; null when the data are broken. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer | null> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch {
    // Whatever yauzl and zlib find wrong with the bytes, the author needs to know in which file.
    return null;
  }
}

/** A zip of the folder instead of its contents: the one folder at the top is taken off. */
function unwrap(files: PackageFiles): PackageFiles {
  const tops = new Set([...files.keys()].map((file) => file.split("/")[0] ?? ""));
  const [top = ""] = tops;
  if (tops.size !== 1 || files.has(top)) return files;
  return new Map([...files].map(([file, bytes]) => [file.slice(top.length + 1), bytes]));
}

/**
 * Reads a package from a zip, given as bytes or as a path. Refused, each with its problem and before anything is
 * unpacked: paths that leave the package, absolute paths, links and devices, encrypted or unknown packing, the same path
 * twice, more than 2,000 entries, more than 50 MB in all or 100 times the packed size. Nothing is written to disk, and
 * no files are given after a refusal. A zip with one folder at the top is read from inside it. Throws what the file
 * system throws when `source` is a path that cannot be read.
 */
export async function readPackageZip(source: Buffer | string): Promise<{ files: PackageFiles; problems: Problem[] }> {
  const files: PackageFiles = new Map();
  const problems: Problem[] = [];
  const refuse = (file: string, refusal: Refusal) => problems.push({ file, line: 0, ...refusal, level: "error" });
  try {
    const zip = await (typeof source === "string" ? openPromise(source, options) : fromBufferPromise(source, options));
    try {
      const entries = await listEntries(zip, refuse);
      for (const [file, entry] of problems.length > 0 ? [] : entries) {
        const bytes = await unpack(zip, entry);
        if (bytes) files.set(file, bytes);
        else refuse(file, { code: "learning.package.bad_zip" });
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    // A path that cannot be read is not the zip's fault; everything else is, and yauzl says it only in words.
    if ((error as NodeJS.ErrnoException).syscall) throw error;
    refuse("", { code: "learning.package.bad_zip" });
  }
  return { files: problems.length > 0 ? new Map() : unwrap(files), problems };
}
