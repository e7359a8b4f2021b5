import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { normalize } from "#app/lib/combining-marks.ts";
import { singleton } from "#app/lib/singleton.ts";

/** The font packages (TTF, SIL OFL) and the files that certificates use; the first file of each decides its letters. */
const families = {
  amiri: ["400Regular/Amiri_400Regular.ttf"],
  "noto-sans": [
    "400Regular/NotoSans_400Regular.ttf",
    "300Light/NotoSans_300Light.ttf",
    "600SemiBold/NotoSans_600SemiBold.ttf",
  ],
  "noto-sans-sc": ["300Light/NotoSansSC_300Light.ttf"],
} as const;

export type CertificateAssets = { templates: string; fonts: Record<keyof typeof families, string[]> };

/**
 * Where the templates and fonts lie on disk, below a project root. Code that runs from a bundle cannot know it from its
 * own place, therefore the root is a parameter.
 */
export function certificateAssets(root: string): CertificateAssets {
  const { resolve } = createRequire(join(root, "package.json"));
  const fonts = Object.entries(families).map(([name, files]) => {
    const folder = dirname(resolve(`@expo-google-fonts/${name}/package.json`));
    return [name, files.map((file) => join(folder, file))];
  });
  return { templates: join(root, templateFolder), fonts: Object.fromEntries(fonts) as CertificateAssets["fonts"] };
}

const templateFolder = "app/modules/certificates/templates";

/**
 * The nearest folder above the running file (source or bundle) or above the working directory that holds the templates.
 */
export function findProjectRoot(): string {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, templateFolder))) return folder;
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error(`No folder above ${process.cwd()} holds ${templateFolder}`);
}

/**
 * The letters of a name that none of the fonts can draw, each once, in order; empty for a name that prints right. Ask
 * before the first issue: the person then gives a spelling for print. The list holds whole letters with their marks.
 */
export function missingGlyphs(name: string, root = findProjectRoot()): string[] {
  const fonts = Object.values(coverage(root));
  const missing = graphemes(printable(name)).filter((letter) => !fonts.some((font) => covers(font, letter)));
  return [...new Set(missing)];
}

/**
 * Whether Amiri, the serif, can set all of it that is neither Arabic nor Chinese. One missing letter and the whole name
 * is set in Noto Sans: a single foreign letter inside a word looks like a misprint. Loose marks go to Noto Sans, too,
 * which places them right.
 */
export function fitsSerif(text: string, root = findProjectRoot()): boolean {
  const { amiri } = coverage(root);
  const rest = text.replace(/[\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*/gu, "");
  return !/\p{M}/u.test(rest) && covers(amiri, rest);
}

/** The text as it is set: composed letters, whole code points, plain spaces, no control or direction characters. */
export function printable(text: string): string {
  return normalize(text)
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\u202a-\u202e\u2066-\u2069]|(?!\s)\p{Cc}/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

/** The letters as people count them, each with its marks. */
export function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text), ({ segment }) => segment);
}

function covers(font: Set<number>, text: string): boolean {
  return [...text].every((sign) => /\p{Default_Ignorable_Code_Point}/u.test(sign) || font.has(sign.codePointAt(0)!));
}

function coverage(root: string): Record<keyof typeof families, Set<number>> {
  return singleton(`certificates.coverage:${root}`, () => {
    const { fonts } = certificateAssets(root);
    const read = ([name, files]: [string, string[]]) => [name, readCharacterMap(files[0]!)];
    return Object.fromEntries(Object.entries(fonts).map(read)) as Record<keyof typeof families, Set<number>>;
  });
}

/** The code points that a TrueType file maps to a glyph (OpenType `cmap`, formats 4 and 12). */
function readCharacterMap(path: string): Set<number> {
  const file = openSync(path, "r");
  try {
    const read = (offset: number, size: number) => {
      const bytes = Buffer.alloc(size);
      readSync(file, bytes, 0, size, offset);
      return bytes;
    };
    const directory = read(12, read(4, 2).readUInt16BE() * 16);
    const entry = directory.subarray(directory.indexOf("cmap", 0, "latin1"));
    const cmap = read(entry.readUInt32BE(8), entry.readUInt32BE(12));
    const points = new Set<number>();
    for (let i = 0; i < cmap.readUInt16BE(2); i++) {
      const table = cmap.subarray(cmap.readUInt32BE(4 + i * 8 + 4));
      const format = table.readUInt16BE(0);
      if (format === 12) readGroups(table, points);
      if (format === 4) readSegments(table, points);
    }
    return points;
  } finally {
    closeSync(file);
  }
}

function readGroups(table: Buffer, points: Set<number>): void {
  for (let i = 0; i < table.readUInt32BE(12); i++) {
    const group = 16 + i * 12;
    for (let point = table.readUInt32BE(group); point <= table.readUInt32BE(group + 4); point++) points.add(point);
  }
}

function readSegments(table: Buffer, points: Set<number>): void {
  const width = table.readUInt16BE(6);
  for (let at = 14; at < 14 + width; at += 2) {
    const end = table.readUInt16BE(at);
    const start = table.readUInt16BE(at + width + 2);
    const delta = table.readUInt16BE(at + width * 2 + 2);
    const rangeAt = at + width * 3 + 2;
    const range = table.readUInt16BE(rangeAt);
    for (let point = start; point <= end && point !== 0xffff; point++) {
      const glyph = range && table.readUInt16BE(rangeAt + range + (point - start) * 2);
      if (range ? glyph : (point + delta) & 0xffff) points.add(point);
    }
  }
}
