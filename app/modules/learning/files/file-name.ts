import { normalize } from "#app/lib/combining-marks.ts";
import { slugify } from "#app/lib/slug.ts";
import { courseFileLimits } from "./limits.ts";

/**
 * The name that a file gets in its course: small Latin letters, digits and hyphens, and the ending of its type, so that it
 * is the same in an address, in a text and in a package. Letters of other scripts have none of their own there and fall
 * away; a name without any other is "file". Applying it to its own result changes nothing. Throws nothing.
 */
export function safeFileName(name: string, extension: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const stem = last.replace(/\.[^.]*$/, "");
  const ascii = normalize(slugify(stem, ""), "NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, courseFileLimits.nameLength - extension.length - 5)
    .replace(/^-+|-+$/g, "");
  return `${ascii || "file"}.${extension}`;
}

/**
 * The first of "name.png", "name-2.png", "name-3.png", … that is free. Who asks for many names gives `counts`, in which the
 * next number of each is noted, so that a thousand files of one name are not a million questions.
 */
export function freeName(name: string, isTaken: (name: string) => boolean, counts = new Map<string, number>()): string {
  const [stem, extension] = [name.replace(/\.[^.]*$/, ""), name.split(".").at(-1)];
  for (let count = counts.get(name) ?? 1; ; count += 1) {
    const tried = count === 1 ? name : `${stem}-${count}.${extension}`;
    counts.set(name, count + 1);
    if (!isTaken(tried)) return tried;
  }
}
