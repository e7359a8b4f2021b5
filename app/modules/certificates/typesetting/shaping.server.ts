import { readFile } from "node:fs/promises";
import type { Buffer, Font } from "harfbuzzjs";
import { singleton } from "#app/lib/singleton.ts";
import { certificateAssets, facesWithMarksDrawnBack, type Typeface } from "./typefaces.server.ts";

/** GDEF's class of glyphs that sit on another one. */
const markClass = 3;
const dottedCircle = "\u25cc";

/** Where a text reaches from the pen's first place on the line, in units of its size. */
type Extent = { width: number; left: number; right: number; above: number; below: number };

/**
 * A text drawn: paths of an SVG picture of just its extent, and the `viewBox` of it. The unit is a thousandth of the size.
 */
export type Drawing = Extent & { paths: string; view: string };

export type Shaper = {
  /** Whether the typeface has a glyph for each character that shows. */
  has: (face: Typeface, text: string) => Promise<boolean>;
  /**
   * Where in a text of one script the typeface cannot draw what is written: offsets (UTF-16) of letters that have no
   * glyph, got a dotted circle, or carry a mark that nothing holds in its place. Empty for a text that comes out right.
   */
  faults: (face: Typeface, text: string) => Promise<number[]>;
  measure: (face: Typeface, text: string) => Promise<Extent>;
  draw: (face: Typeface, text: string) => Promise<Drawing>;
};

/**
 * Shapes text as the typesetter does, to see what becomes of it before it is printed. A typeface is read when it is first
 * asked for and then kept; all of them together are 24 MB.
 */
export function shaperOf(root: string): Shaper {
  const fontOf = (face: Typeface) => singleton(`certificates.font:${root}:${face}`, () => readFont(root, face));
  return {
    has: async (face, text) => {
      const font = await fontOf(face);
      return [...text].every((sign) => isIgnorable(sign) || font.nominalGlyph(sign.codePointAt(0)!) !== undefined);
    },
    faults: async (face, text) =>
      faultsIn(await fontOf(face), await openTable(), text, facesWithMarksDrawnBack.includes(face)),
    measure: async (face, text) => {
      const font = await fontOf(face);
      return extentOf(font, placedGlyphs(font, await openTable(), text));
    },
    draw: async (face, text) => drawingOf(await fontOf(face), await openTable(), text),
  };
}

async function readFont(root: string, face: Typeface): Promise<Font> {
  const { Blob, Face, Font } = await import("harfbuzzjs");
  return new Font(new Face(new Blob(await readFile(certificateAssets(root).fonts[face][0]!))));
}

type Table = { buffer: Buffer; traced: Buffer; shape: (font: Font, buffer: Buffer) => void; attached: Set<number> };

/** Made once: the function that listens to the shaper can never be given back to it. */
function openTable(): Promise<Table> {
  return singleton("certificates.shaping-table", async () => {
    const { Buffer, shape } = await import("harfbuzzjs");
    const [buffer, traced, attached] = [new Buffer(), new Buffer(), new Set<number>()];
    traced.setMessageFunc((_buffer, _font, message) => {
      const index = /^attached (?:mark )?glyph at (\d+) to glyph/.exec(message)?.[1];
      if (index) attached.add(Number(index));
      return true;
    });
    return { buffer, traced, shape, attached };
  });
}

function shapeWith({ shape }: Table, font: Font, buffer: Buffer, text: string) {
  buffer.clearContents();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  return buffer.getGlyphInfosAndPositions().map(({ xAdvance = 0, xOffset = 0, yOffset = 0, ...glyph }) => {
    return { ...glyph, xAdvance, xOffset, yOffset };
  });
}

function faultsIn(font: Font, table: Table, text: string, areDrawnBack: boolean): number[] {
  const glyphs = shapeWith(table, font, table.buffer, text);
  const circle = text.includes(dottedCircle) ? undefined : font.nominalGlyph(dottedCircle.codePointAt(0)!);
  const isLoose = ({ codepoint, xAdvance, xOffset, yOffset }: (typeof glyphs)[number]) =>
    !xAdvance && !xOffset && !yOffset && font.face.getGlyphClass(codepoint) === markClass;

  // A mark may well be held at no distance at all. Only the shaper knows, which counts in the order of the text.
  const { attached } = table;
  attached.clear();
  if (glyphs.some(isLoose)) shapeWith(table, font, table.traced, text);
  const isReversed = glyphs.length > 1 && glyphs[0]!.cluster > glyphs.at(-1)!.cluster;
  const isHeld = (index: number) => attached.has(isReversed ? glyphs.length - 1 - index : index);

  const isOverItsLetter = (index: number) => {
    const { cluster, codepoint } = glyphs[index]!;
    const letter = glyphs.slice(0, index).findLast((other) => other.cluster === cluster && other.xAdvance > 0);
    const [ink, own] = [letter && font.glyphExtents(letter.codepoint), font.glyphExtents(codepoint)];
    if (!letter || !ink || !own) return false;
    const middle = letter.xAdvance + own.xBearing + own.width / 2;
    return middle > ink.xBearing && middle < ink.xBearing + ink.width;
  };

  return glyphs.flatMap((glyph, index) => {
    const isAdrift = isLoose(glyph) && !isHeld(index) && !(areDrawnBack && isOverItsLetter(index));
    const isWrong = glyph.codepoint === 0 || glyph.codepoint === circle || isAdrift;
    return isWrong ? [glyph.cluster] : [];
  });
}

type Placed = { glyph: number; x: number; y: number; end: number };

/** Each glyph with its place, and where the pen goes on, in units of the size. */
function placedGlyphs(font: Font, table: Table, text: string): Placed[] {
  const scale = 1 / font.face.upem;
  let pen = 0;
  return shapeWith(table, font, table.buffer, text).map(({ codepoint: glyph, xAdvance, xOffset, yOffset }) => {
    const [x, y] = [pen + xOffset * scale, yOffset * scale];
    pen += xAdvance * scale;
    return { glyph, x, y, end: pen };
  });
}

function extentOf(font: Font, glyphs: Placed[]): Extent {
  const scale = 1 / font.face.upem;
  const boxes = glyphs.map(({ glyph, x, y }) => {
    const { xBearing, yBearing, width, height } = font.glyphExtents(glyph) ?? noExtents;
    const [left, top] = [x + xBearing * scale, y + yBearing * scale];
    return { left, top, right: left + width * scale, bottom: top + height * scale };
  });
  return {
    width: glyphs.at(-1)?.end ?? 0,
    left: Math.min(0, ...boxes.map(({ left }) => left)),
    right: Math.max(0, ...boxes.map(({ right }) => right)),
    above: Math.max(0, ...boxes.map(({ top }) => top)),
    below: Math.max(0, ...boxes.map(({ bottom }) => -bottom)),
  };
}

const noExtents = { xBearing: 0, yBearing: 0, width: 0, height: 0 };

function drawingOf(font: Font, table: Table, text: string): Drawing {
  const glyphs = placedGlyphs(font, table, text);
  const extent = extentOf(font, glyphs);
  const unit = 1000 / font.face.upem;
  const paths = glyphs.map(({ glyph, x, y }) => {
    const place = `matrix(${unit} 0 0 ${-unit} ${(1000 * x).toFixed(2)} ${(-1000 * y).toFixed(2)})`;
    const path = font.glyphToPath(glyph);
    return path && `<path transform="${place}" d="${path}"/>`;
  });
  const { left, right, above, below } = extent;
  const view = [left, -above, right - left, above + below].map((side) => (1000 * side).toFixed(2)).join(" ");
  return { ...extent, paths: paths.join(""), view };
}

function isIgnorable(sign: string): boolean {
  return /\p{Default_Ignorable_Code_Point}/u.test(sign);
}
