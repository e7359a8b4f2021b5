import { graphemes, printable, startsRightToLeft } from "./printable.ts";
import { lettersWithoutGlyph } from "./glyphs.server.ts";
import { shaperOf } from "./shaping.server.ts";
import type { CertificateDocument, TemplateInput } from "./document.ts";

/**
 * What version 1 of the template reads, frozen with it: old certificates come out as they were. It knows which letters
 * have a glyph and nothing of how they are put together.
 */
export async function inputOfCourseV1(document: CertificateDocument, root: string): Promise<TemplateInput> {
  const { labels, activities, ...facts } = document;
  const missing = await lettersWithoutGlyph([...Object.values(facts), ...Object.values(labels)].join(" "), root);
  const letters = (text: string) => graphemes(printable(text)).map((sign) => (missing.includes(sign) ? "□" : sign));
  const shown = <T extends object>(texts: T) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, letters(text).join("")]));
  return {
    ...shown(facts),
    labels: shown(labels),
    name: await textRun(letters(facts.name), root),
    course: await textRun(letters(facts.courseTitle), root),
    issuer: await textRun(letters(facts.issuer), root),
    activities,
    unprintable: missing.length > 0,
  };
}

/**
 * The letters of a name that version 1 draws wrong, each once: those without a glyph, and those with a loose mark outside
 * Arabic, because it cuts its runs at such marks.
 */
export async function misdrawnByCourseV1(name: string, root: string): Promise<string[]> {
  const missing = await lettersWithoutGlyph(name, root);
  const letters = graphemes(printable(name));
  const isCut = (letter: string) => /\p{M}/u.test(letter) && !/^[\p{Script=Arabic}\u0640]/u.test(letter);
  return [...new Set(letters.filter((letter) => missing.includes(letter) || isCut(letter)))];
}

/**
 * Whether Amiri, the serif, can set all of it that is neither Arabic nor Chinese. One missing letter and the whole name
 * is set in Noto Sans: a single foreign letter inside a word looks like a misprint. Loose marks go to Noto Sans, too.
 */
async function fitsSerif(text: string, root: string): Promise<boolean> {
  const rest = text.replace(/[\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*/gu, "");
  return !/\p{M}/u.test(rest) && (await shaperOf(root).has("amiri", rest));
}

async function textRun(letters: string[], root: string) {
  const text = letters.join("");
  return {
    text,
    letters,
    serif: await fitsSerif(text.replaceAll("□", ""), root),
    rtl: startsRightToLeft(text),
    // What must stay in one line; Chinese and Japanese may break before any sign.
    pieces: text.split(/\s+|(?<=[-\u2010])|(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u),
  };
}
