import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { join } from "node:path";
import { singleton } from "#app/lib/singleton.ts";
import { certificateAssets, findProjectRoot, fitsSerif, graphemes, missingGlyphs, printable } from "./fonts.server.ts";
import { qrPath } from "./qr.ts";

export { certificateAssets, missingGlyphs } from "./fonts.server.ts";

/** Every word on the document that is not data, in the language of the document. */
type CertificateLabels = {
  /** "Certificate of completion": the heading. */
  title: string;
  /** "This certifies that": before the name. */
  awardedTo: string;
  /** "has completed the course": between the name and the title of the course. */
  completed: string;
  completedOn: string;
  hours: string;
  issuedOn: string;
  issuer: string;
  /** "Activities of the Open Roadmap": before the codes. */
  activities: string;
  serial: string;
  /** "Check this certificate at": before the address. */
  verify: string;
  /** What the QR code is, for those who cannot see it. */
  qr: string;
  fingerprint: string;
  /** "□ stands for a letter that cannot be printed here": only shown when it is true. */
  unprintable: string;
};

/** All that a certificate says. Every value is text as it is to be read; nothing is counted or formatted here. */
export type CertificateDocument = {
  template: "course-v1";
  paper: "a4" | "us-letter";
  language: "en" | "fr" | "ar";
  name: string;
  courseTitle: string;
  hours: string;
  completedOn: string;
  issuedOn: string;
  issuer: string;
  serial: string;
  verifyUrl: string;
  /** SHA-256 of the snapshot, hexadecimal. */
  fingerprint: string;
  /** Codes of Open Roadmap activities ("1.2"): marked on the roads and listed. */
  activities: string[];
  labels: CertificateLabels;
};

/**
 * The certificate as a tagged PDF (PDF/UA-1) of exactly one page, with its fonts inside; the same data gives the same
 * bytes. A letter that no font has is printed as □ with a note: ask `missingGlyphs` before. Throws when the template
 * does not compile, which no text can cause.
 */
export async function renderCertificatePdf(
  document: CertificateDocument,
  { root = findProjectRoot() }: { root?: string } = {},
): Promise<Buffer> {
  const compiler = await singleton(`certificates.compiler:${root}`, () => createCompiler(root));
  const result = compiler.compile({
    mainFilePath: join(certificateAssets(root).templates, `${document.template}.typ`),
    inputs: { certificate: JSON.stringify(templateInput(document, root)) },
  });
  try {
    if (result.result) return compiler.pdf(result.result, { pdfStandard: "ua-1" });
    throw new Error(`Certificate template: ${JSON.stringify(result.takeError()?.shortDiagnostics)}`);
  } finally {
    // Typst remembers every layout that it made; without this the process grows with every certificate.
    compiler.evictCache(keptGenerations);
  }
}

const keptGenerations = 2;

/** Loaded on the first certificate: the engine and its list of fonts cost 50 MB that a web process may never need. */
async function createCompiler(root: string): Promise<NodeCompiler> {
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const { templates, fonts } = certificateAssets(root);
  return NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: Object.values(fonts).flat() }] });
}

/** What the template reads: the data, and what a template cannot find out about scripts and fonts. */
function templateInput({ labels, activities, ...facts }: CertificateDocument, root: string) {
  const missing = missingGlyphs([...Object.values(facts), ...Object.values(labels)].join(" "), root);
  const letters = (text: string) => graphemes(printable(text)).map((sign) => (missing.includes(sign) ? "□" : sign));
  const shown = <T extends object>(texts: T) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, letters(text).join("")]));
  return {
    ...shown(facts),
    labels: shown(labels),
    name: textRun(letters(facts.name), root),
    course: textRun(letters(facts.courseTitle), root),
    issuer: textRun(letters(facts.issuer), root),
    activities,
    qr: qrPath(facts.verifyUrl),
    unprintable: missing.length > 0,
  };
}

function textRun(letters: string[], root: string) {
  const text = letters.join("");
  return {
    text,
    letters,
    serif: fitsSerif(text.replaceAll("□", ""), root),
    rtl: startsRightToLeft(text),
    // What must stay in one line; Chinese and Japanese may break before any sign.
    pieces: text.split(/\s+|(?<=[-\u2010])|(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u),
  };
}

/** The first letter with a direction decides, as in Unicode's bidirectional algorithm (rules P2 and P3). */
function startsRightToLeft(text: string): boolean {
  return /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text);
}
