import { afterAll, expect, test } from "vitest";
import { renderCertificatePdf } from "../render-document.server.ts";
import words from "../templates/course-v2.words.json" with { type: "json" };
import type { CertificateDocument } from "./document.ts";
import { typesetCertificate, typesetter } from "./typesetter.server.ts";

afterAll(() => typesetter().close());

function certificate(changes: Partial<CertificateDocument>): CertificateDocument {
  const { hoursValue: _, ...labels } = words[changes.language === "ar" ? "ar" : "en"];
  return {
    template: "course-v3",
    paper: "a4",
    language: "en",
    name: "Awa Ndiaye",
    courseTitle: "From the Open Roadmap to a national roadmap",
    titleLanguage: "en",
    hours: "12 hours",
    completedOn: "12 March 2026",
    issuedOn: "14 March 2026",
    issuer: "Crossroads",
    serial: "7K3M-Q9TX-2HVC",
    verifyUrl: "https://crossroads.example.org/certificates/7K3M-Q9TX-2HVC",
    fingerprint: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    activities: ["1.2", "4.2"],
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
