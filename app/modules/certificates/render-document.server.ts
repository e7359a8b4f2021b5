import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { join } from "node:path";
import { singleton } from "#app/lib/singleton.ts";
import { plainLetters } from "./plain-letters.ts";
import { qrPath } from "./qr.ts";
import { inputOfCourseV1, misdrawnByCourseV1 } from "./typesetting/course-v1.server.ts";
import { inputOfCourseV2, inputOfCourseV3, misdrawnByCourseV2 } from "./typesetting/course-v2.server.ts";
import type { CertificateDocument, Template } from "./typesetting/document.ts";
import { setLetters } from "./typesetting/lettering.server.ts";
import { certificateAssets, findProjectRoot } from "./typesetting/typefaces.server.ts";

/** Each template: its sheet, what it reads, and which letters of a name it draws wrong. */
const templates = {
  "course-v1": { sheet: "course-v1", input: inputOfCourseV1, misdrawn: misdrawnByCourseV1 },
  "course-v2": { sheet: "course-v2", input: inputOfCourseV2, misdrawn: misdrawnByCourseV2 },
  "course-v3": {
    sheet: "course-v2",
    input: inputOfCourseV3,
    misdrawn: async (name: string, root: string) => (await setLetters(name, { root })).missing,
  },
} satisfies Record<Template, unknown>;

/** The template of new certificates; older ones keep theirs. */
export const presentTemplate: Template = "course-v3";

/**
 * The certificate as a tagged PDF (PDF/UA-1) of exactly one page, with its fonts inside; the same data gives the same
 * bytes. A letter that cannot be drawn is printed as □ with a note: ask `misdrawnLetters` before. Throws when the template
 * does not compile, which no text can cause. The engine stays in the process, with 50 MB: `typesetCertificate` asks another.
 */
export async function renderCertificatePdf(
  document: CertificateDocument,
  { root = findProjectRoot() }: { root?: string } = {},
): Promise<Buffer> {
  const { sheet, input: inputOf } = templates[document.template];
  const input = { ...(await inputOf(document, root)), qr: qrPath(document.verifyUrl) };
  const compiler = await singleton(`certificates.compiler:${root}`, () => createCompiler(root));
  try {
    // In one step: a document in between would be kept until the garbage collector, which does not see its size, comes by.
    return compiler.pdf(
      {
        mainFilePath: join(certificateAssets(root).templates, `${sheet}.typ`),
        inputs: { certificate: JSON.stringify(input) },
      },
      { pdfStandard: "ua-1" },
    );
  } finally {
    // Typst remembers every layout that it made; without this the process grows with every certificate.
    compiler.evictCache(keptGenerations);
  }
}

/**
 * The letters of a name that a template draws wrong, each once, whole with their marks, in order; empty for a name that
 * prints right. What counts is how the letters come out: a missing glyph, a dotted circle and a mark that nothing holds in
 * its place are all wrong. Ask before the first issue: the person then gives a spelling for print.
 */
export async function misdrawnLetters(
  name: string,
  { template = presentTemplate, root = findProjectRoot() }: { template?: Template; root?: string } = {},
): Promise<string[]> {
  return isPlain.test(name) ? [] : templates[template].misdrawn(name, root);
}

/** Most names need no look at their glyphs, and no typeface in memory. */
const isPlain = new RegExp(plainLetters, "u");

const keptGenerations = 2;

/** Loaded on the first certificate. The engine reads a font when a text first needs it. */
async function createCompiler(root: string): Promise<NodeCompiler> {
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const { templates, fonts } = certificateAssets(root);
  return NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: Object.values(fonts).flat() }] });
}
