import type { CertificateDocument, TemplateInput } from "./document.ts";
import { lettersWithoutGlyph } from "./glyphs.server.ts";
import { setLetters } from "./lettering.server.ts";
import { graphemes, printable } from "./printable.ts";

/**
 * What version 2 of the template reads: each text that people wrote in stretches of one typeface, shaped before; all else in
 * letters that the typefaces of the document's own words have.
 */
export async function inputOfCourseV2(document: CertificateDocument, root: string): Promise<TemplateInput> {
  const { name, courseTitle, titleLanguage = "", issuer, labels, activities, ...facts } = document;
  const texts = {
    name: await setLetters(name, { root }),
    course: await setLetters(courseTitle, { root }),
    issuer: await setLetters(issuer, { root }),
    issuerInSmallPrint: await setLetters(issuer, { root, plain: true }),
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
