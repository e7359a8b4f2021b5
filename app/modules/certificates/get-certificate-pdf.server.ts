import { buffer } from "node:stream/consumers";
import { formatFor } from "#app/i18n/format.ts";
import { createTranslate } from "#app/i18n/translator.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { env } from "#app/infra/env.server.ts";
import { openFile, putFile } from "#app/infra/storage.server.ts";
import type { Certificate } from "./find-certificate.server.ts";
import { fingerprint } from "./fingerprint.ts";
import { certificatePath } from "./paths.ts";
import { instantOfDay, titleOf } from "./snapshot.ts";
import courseV1 from "./templates/course-v1.words.json" with { type: "json" };
import courseV2 from "./templates/course-v2.words.json" with { type: "json" };
import type { CertificateDocument } from "./typesetting/document.ts";
import { typesetCertificate } from "./typesetting/typesetter.server.ts";

export type Paper = CertificateDocument["paper"];

/** The words of each template are frozen with it: an old certificate renders the same again. */
const words = { "course-v1": courseV1, "course-v2": courseV2, "course-v3": courseV2 };

/** The document of a certificate: its snapshot in the words of its template. */
export function documentOf({ snapshot, ...certificate }: Certificate, paper: Paper): CertificateDocument {
  const { language, name, nameLanguage, hours, completedOn, issuedOn, issuer, activities } = snapshot;
  const { template } = certificate;
  const title = titleOf(snapshot);
  const { hoursValue, ...labels } = words[template][language];
  const format = formatFor(language, "UTC");
  return {
    template,
    paper,
    language,
    name,
    ...(nameLanguage && template === "course-v3" && { nameLanguage }),
    issuer,
    activities,
    labels,
    courseTitle: title.text,
    ...(template !== "course-v1" && { titleLanguage: title.language }),
    hours: createTranslate<"hoursValue">(language, { hoursValue })("hoursValue", { hours }),
    completedOn: format.date(instantOfDay(completedOn)),
    issuedOn: format.date(instantOfDay(issuedOn)),
    serial: certificate.serial,
    verifyUrl: env().PUBLIC_URL + certificatePath(certificate.serial),
    fingerprint: certificate.fingerprint,
  };
}

/**
 * The PDF of a certificate, made when somebody first asks and kept from then on. `etag` is the hash of all that it says,
 * its own address included, so that a site that moves makes its documents anew.
 */
export async function getCertificatePdf(
  certificate: Certificate,
  paper: Paper = "a4",
): Promise<{ bytes: Buffer; etag: string }> {
  const document = documentOf(certificate, paper);
  const etag = fingerprint(document);
  const kept = await openKept(certificate.serial, etag);
  if (kept) return { bytes: await buffer(kept.stream), etag };
  const bytes = await typesetCertificate(document);
  await putFile(keyOf(certificate.serial, etag), bytes);
  return { bytes, etag };
}

/** The size in bytes of the PDF, or null while nobody has asked for it. */
export async function findPdfSize(certificate: Certificate, paper: Paper = "a4"): Promise<number | null> {
  const kept = await openKept(certificate.serial, fingerprint(documentOf(certificate, paper)));
  kept?.stream.destroy();
  return kept?.size ?? null;
}

async function openKept(serial: string, etag: string) {
  try {
    return await openFile(keyOf(serial, etag));
  } catch (error) {
    if (isAppError(error) && error.status === 404) return null;
    throw error;
  }
}

function keyOf(serial: string, etag: string): string {
  return `certificates/${serial.toLowerCase()}/${etag}.pdf`;
}
