import { afterAll, expect, test } from "vitest";
import { renderCertificatePdf } from "../render-document.server.ts";
import words from "../templates/course-v2.words.json" with { type: "json" };
import type { CertificateDocument } from "./document.ts";
import { typesetCertificate, typesetter } from "./typesetter.server.ts";
import { documentOfAwa } from "#test/factories/certificate-documents.ts";

afterAll(() => typesetter().close());

function certificate(changes: Partial<CertificateDocument>): CertificateDocument {
  const { hoursValue: _, ...labels } = words[changes.language === "ar" ? "ar" : "en"];
  return {
    ...documentOfAwa,
    labels,
    ...changes,
  };
}

test.each<Partial<CertificateDocument>>([
  {},
  { language: "ar", name: "ليلى حداد", paper: "us-letter" },
  { name: "Ọ̀ṣun 王小明 अमिता" },
  { template: "course-v2", name: "直角", nameLanguage: "ja" },
])("another process makes the same bytes: %j", async (changes) => {
  const document = certificate(changes);
  const made = await typesetCertificate(document);
  expect(made.equals(await renderCertificatePdf(document))).toBe(true);
});

test("what is wrong with a document comes back from there", async () => {
  await expect(typesetCertificate(certificate({ template: "course-v9" as never }))).rejects.toThrow(/undefined/);
});
