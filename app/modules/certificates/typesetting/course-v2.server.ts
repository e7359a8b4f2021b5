import type { CertificateDocument, TemplateInput } from "./document.ts";
import { lettersWithoutGlyph } from "./glyphs.server.ts";
import { type Hand, setLetters } from "./lettering.server.ts";
import { graphemes, printable } from "./printable.ts";
import { scriptsSinceVersion3 } from "./typefaces.server.ts";

/** What version 2 of the template reads, with the scripts that it knew. */
export function inputOfCourseV2(document: CertificateDocument, root: string): Promise<TemplateInput> {
  return inputOf(document, { root, lacks: scriptsSinceVersion3 });
}

/** The letters of a name that version 2 has no typeface for or draws wrong. */
export async function misdrawnByCourseV2(name: string, root: string): Promise<string[]> {
  return (await setLetters(name, { root, lacks: scriptsSinceVersion3 })).missing;
}

/** What version 3 reads, which is the same sheet: more scripts, and Japanese forms where they are known to be wanted. */
export function inputOfCourseV3(document: CertificateDocument, root: string): Promise<TemplateInput> {
  return inputOf(document, { root }, document);
}

/**
 * Each text that people wrote in stretches of one typeface, shaped before; all else in letters that the typefaces of the
 * document's own words have.
 */
async function inputOf(
  document: CertificateDocument,
  hand: Hand,
  { nameLanguage, titleLanguage: written }: Partial<CertificateDocument> = {},
): Promise<TemplateInput> {
  const { name, courseTitle, titleLanguage = "", issuer, labels, activities, nameLanguage: _, ...facts } = document;
  const { root } = hand;
  const texts = {
    name: await setLetters(name, { ...hand, isJapanese: nameLanguage === "ja" }),
    course: await setLetters(courseTitle, { ...hand, isJapanese: written === "ja" }),
    issuer: await setLetters(issuer, hand),
    issuerInSmallPrint: await setLetters(issuer, { ...hand, plain: true }),
  };
  const lost = await lettersWithoutGlyph([...Object.values(facts), ...Object.values(labels)].join(" "), root);
  const shown = <T extends object>(some: T) =>
    Object.fromEntries(Object.entries(some).map(([key, text]) => [key, withBoxes(text, lost)]));
  return {
    ...shown(facts),
    labels: shown(labels),
    activities,
    // The typesetter takes the bare code of a language and no other word.
    titleLanguage: /^[a-z]{2,3}(?![a-z])/.exec(titleLanguage)?.[0] ?? document.language,
    ...texts,
    unprintable: lost.length > 0 || Object.values(texts).some(({ missing }) => missing.length > 0),
  };
}

function withBoxes(text: string, lost: string[]): string {
  return graphemes(printable(text))
    .map((letter) => (lost.includes(letter) ? "□" : letter))
    .join("");
}
