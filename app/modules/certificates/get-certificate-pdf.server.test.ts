import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { languages } from "#app/i18n/languages.ts";
import { env } from "#app/infra/env.server.ts";
import { forgetSingleton } from "#app/lib/singleton.ts";
import { type Certificate, lookUpCertificate } from "./find-certificate.server.ts";
import { documentOf, findPdfSize, getCertificatePdf } from "./get-certificate-pdf.server.ts";
import { makeCertificate, makeShortCourse } from "#test/factories/certificates.ts";
import { makeUser } from "#test/factories/users.ts";
import { useDatabase } from "#test/setup/database.ts";

useDatabase();

const folder = mkdtempSync(path.join(tmpdir(), "certificates-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function issued(user: Parameters<typeof makeUser>[0], title: Record<string, string>): Promise<Certificate> {
  const holder = await makeUser(user);
  const course = await makeShortCourse({
    title,
    languages: Object.keys(title),
    defaultLanguage: Object.keys(title)[0]!,
  });
  const { serial } = await makeCertificate({ holder, course, at: new Date("2026-03-12T12:00:00Z") });
  return (await lookUpCertificate(serial, { actor: holder, address: "" }))!;
}

describe.skipIf(spawnSync("pdftotext", ["-v"]).error)("the text of an issued PDF, read back (needs pdftotext)", () => {
  test.each([
    ["en", "Awa Ndiaye", ["This certifies that", "2 hours", "March", "2026"]],
    ["fr", "Đặng Thị Ánh", ["Nous certifions que", "2 heures", "12 mars 2026"]],
    ["en", "Анна Ковальчук", ["This certifies that"]],
    ["en", "王小明", ["This certifies that"]],
    // Letters of Arabic lines come back in an order that readers of PDF choose; numbers stay.
    ["ar", "ليلى حداد", ["2026"]],
  ])("%s, %s", async (language, name, sentences) => {
    const certificate = await issued({ name, language }, { en: "Title", fr: "Titre", ar: "عنوان" });
    const { bytes } = await getCertificatePdf(certificate);
    const file = path.join(folder, `${certificate.serial}.pdf`);
    writeFileSync(file, bytes);
    const text = execFileSync("pdftotext", [file, "-"], { encoding: "utf8" }).normalize("NFKC");
    for (const sentence of [...sentences, certificate.serial]) expect(text).toContain(sentence);
    expect(text.replace(/\s/g, "")).toContain(`${env().PUBLIC_URL}/certificates/${certificate.serial}`);
    if (language !== "ar") expect(text).toContain(name);
    else expect([...text].filter((letter) => name.includes(letter)).length).toBeGreaterThan(8);
  });
});

test("a PDF is made once for each paper and then kept", async () => {
  const certificate = await issued({ name: "Awa Ndiaye" }, { en: "Title" });
  expect(await findPdfSize(certificate)).toBeNull();
  const first = await getCertificatePdf(certificate);
  expect(first.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(await findPdfSize(certificate)).toBe(first.bytes.length);
  expect(await findPdfSize(certificate, "us-letter")).toBeNull();
  const letter = await getCertificatePdf(certificate, "us-letter");
  expect(letter.etag).not.toBe(first.etag);
  const again = await getCertificatePdf(certificate);
  expect(again.bytes.equals(first.bytes)).toBe(true);
});

test("a site that moves makes its documents anew, with its new address", async () => {
  const certificate = await issued({ name: "Awa Ndiaye" }, { en: "Title" });
  const { etag } = await getCertificatePdf(certificate);
  process.env.PUBLIC_URL = "https://crossroads.example.org";
  forgetSingleton("env");
  try {
    expect(documentOf(certificate, "a4").verifyUrl).toBe(
      `https://crossroads.example.org/certificates/${certificate.serial}`,
    );
    expect(await findPdfSize(certificate)).toBeNull();
    expect((await getCertificatePdf(certificate)).etag).not.toBe(etag);
  } finally {
    delete process.env.PUBLIC_URL;
    forgetSingleton("env");
  }
});

test("every word of the document is there in every language", async () => {
  const certificate = await issued({ name: "Awa Ndiaye" }, { en: "Title" });
  for (const language of languages) {
    const document = documentOf({ ...certificate, snapshot: { ...certificate.snapshot, language } }, "a4");
    expect(Object.keys(document.labels).sort()).toEqual(Object.keys(documentOf(certificate, "a4").labels).sort());
    for (const word of Object.values(document.labels)) expect(word.trim()).not.toBe("");
    expect(document.hours).not.toContain("{");
  }
});
