import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import type { Problem } from "#app/lib/problem.ts";

import { packageLimits, type PackageFiles } from "./types.ts";

/** Traces that systems and tools leave beside people's files; they are no part of a package. */
export function isTrace(path: string): boolean {
  return path.split("/").some((name) => name.startsWith(".") || name === "__MACOSX" || name === "Thumbs.db");
}

/**
 * Reads a package from a folder. Names that begin with a point are passed over; links and anything but files and folders
 * are refused, never followed, as are more than 2,000 files, 50 MB and eight folders' depth. No files are given after a
 * refusal. Throws what the file system throws when the folder itself cannot be read.
 */
export async function readPackageFolder(path: string): Promise<{ files: PackageFiles; problems: Problem[] }> {
  const files: PackageFiles = new Map();
  const problems: Problem[] = [];
  let bytes = 0;
  let full = false;
  const refuse = (file: string, code: string, values: Problem["values"] = {}) =>
    problems.push({ file, line: 0, code, values, level: "error" });

  async function walk(folder: string, depth: number): Promise<void> {
    const entries = await readdir(join(path, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (full || problems.length >= 100) return;
      const file = folder ? `${folder}/${entry.name}` : entry.name;
      if (isTrace(entry.name)) continue;
      if (entry.isDirectory()) {
        if (depth >= packageLimits.depth) refuse(file, "learning.package.too_deep", { max: packageLimits.depth });
        else await walk(file, depth + 1);
      } else if (!entry.isFile()) {
        refuse(file, "learning.package.not_a_file");
      } else {
        bytes += (await stat(join(path, file))).size;
        full = files.size >= packageLimits.files || bytes > packageLimits.totalBytes;
        if (files.size >= packageLimits.files) {
          refuse("", "learning.package.too_many_files", { max: packageLimits.files });
        } else if (bytes > packageLimits.totalBytes) {
          refuse("", "learning.package.too_large", { max: packageLimits.totalBytes });
        } else {
          files.set(file, await readFile(join(path, file)));
        }
      }
    }
  }
  await walk("", 0);
  return { files: problems.length > 0 ? new Map() : files, problems };
}
