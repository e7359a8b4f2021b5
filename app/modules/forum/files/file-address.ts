import { pictureSides, type PictureSide } from "./post-file-limits.ts";

type Shown = { name: string; extension: string; width: number | null; height: number | null };

const folder = "/forum/files/";
const pattern = /^([0-9a-f]{32})(-\d{1,4}x\d{1,4})?\.([a-z0-9]{2,4})$/;

/** The addresses of a file: of a picture in the text, which tells its size so that nothing moves when it comes, and of the whole of it. */
export function fileAddresses({ name, extension, width, height }: Shown): { inText: string | null; whole: string } {
  if (width === null || height === null) return { inText: null, whole: `${folder}${name}.${extension}` };
  const scale = Math.min(1, pictureSides.inText / Math.max(width, height));
  const size = [width, height].map((side) => Math.max(1, Math.round(side * scale))).join("x");
  return { inText: `${folder}${name}-${size}.webp`, whole: `${folder}${name}.webp` };
}

/** What the last part of an address asks for; null for none that this site gives. */
export function readFileAddress(last: string): { name: string; side: PictureSide; extension: string } | null {
  const [, name, size, extension] = pattern.exec(last) ?? [];
  return name && extension ? { name, side: size ? "inText" : "whole", extension } : null;
}

/** The names of the files that a text shows or links to, each once. Throws nothing. */
export function filesIn(body: string): string[] {
  if (!body.includes(folder)) return [];
  return [...new Set([...body.matchAll(/\/forum\/files\/([0-9a-f]{32})(?=[-.])/g)].map(([, name]) => name!))];
}
