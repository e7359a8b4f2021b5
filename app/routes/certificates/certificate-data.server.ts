import type { PageRequest } from "#app/http/page.server.ts";
import { env } from "#app/infra/env.server.ts";
import { linkedInUrl } from "#app/modules/certificates/certificate-json.ts";
import type { lookUpCertificate } from "#app/modules/certificates/find-certificate.server.ts";
import { findPdfSize } from "#app/modules/certificates/get-certificate-pdf.server.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { correctionsLeft, isHolder } from "#app/modules/certificates/policy.ts";
import { qrSvg } from "#app/modules/certificates/qr.ts";
import { misdrawnLetters } from "#app/modules/certificates/render-document.server.ts";

type Certificate = NonNullable<Awaited<ReturnType<typeof lookUpCertificate>>>;

/** A certificate as its page shows it; `own` is what only its holder sees. */
export async function viewCertificate(certificate: Certificate, { actor, t }: Pick<PageRequest, "actor" | "t">) {
  const { serial, snapshot, state, fingerprint, revokedAt, revokedReason, replacedBy } = certificate;
  const isValid = state === "valid";
  const { PUBLIC_URL } = env();
  return {
    serial,
    state,
    snapshot,
    fingerprint,
    revokedAt,
    revokedReason,
    replacedBy,
    qr: qrSvg(PUBLIC_URL + certificatePath(serial), { label: t("certificates.sheet.qr") }),
    pdfSize: isValid ? await findPdfSize(certificate) : null,
    own: isValid && isHolder(actor, certificate) ? await viewOwn(certificate) : null,
  };
}

async function viewOwn(certificate: Certificate) {
  const { template, snapshot, generation } = certificate;
  const missing = await misdrawnLetters(snapshot.name, { template });
  return {
    correctionsLeft: correctionsLeft(generation),
    missing,
    /** An older document draws wrong what a new one draws right. */
    isCurable: missing.length > 0 && (await misdrawnLetters(snapshot.name)).length === 0,
    linkedIn: linkedInUrl(certificate, env().PUBLIC_URL),
  };
}

export type Found = Awaited<ReturnType<typeof viewCertificate>>;
