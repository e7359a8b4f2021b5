import { type MetaFunction, data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { env } from "#app/infra/env.server.ts";
import { lookUpCertificate } from "#app/modules/certificates/find-certificate.server.ts";
import { missingGlyphs } from "#app/modules/certificates/render-document.server.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { findPdfSize } from "#app/modules/certificates/get-certificate-pdf.server.ts";
import { correctionsLeft, isHolder } from "#app/modules/certificates/policy.ts";
import { linkedInUrl } from "#app/modules/certificates/certificate-json.ts";
import { qrSvg } from "#app/modules/certificates/qr.ts";
import { CertificateSheet } from "#app/routes/certificates/certificate-sheet.tsx";
import { Downloads } from "#app/routes/certificates/downloads.tsx";
import { OwnTools } from "#app/routes/certificates/own-tools.tsx";
import { SerialForm } from "#app/routes/certificates/serial-form.tsx";
import { StateNotice } from "#app/routes/certificates/state-notice.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, address, param, url, t }) => {
  const typed = param("serial");
  const certificate = await lookUpCertificate(typed, { actor, address });
  if (!certificate) return data({ title: t("certificates.unknown.title"), typed, found: null }, { status: 404 });
  const { serial, snapshot, state } = certificate;
  if (typed !== serial) throw redirect(certificatePath(serial) + url.search, 301);
  const isValid = state === "valid";
  const { PUBLIC_URL } = env();
  const own = {
    correctionsLeft: correctionsLeft(certificate.generation),
    missing: missingGlyphs(snapshot.name),
    linkedIn: linkedInUrl(certificate, PUBLIC_URL),
  };
  const { fingerprint, revokedAt, revokedReason, replacedBy } = certificate;
  const found = {
    ...{ serial, state, snapshot, fingerprint, revokedAt, revokedReason, replacedBy },
    qr: qrSvg(PUBLIC_URL + certificatePath(serial), { label: t("certificates.sheet.qr") }),
    pdfSize: isValid ? await findPdfSize(certificate) : null,
    own: isValid && isHolder(actor, certificate) ? own : null,
  };
  return { title: t("certificates.page.title", { serial }), typed, found };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title} · Crossroads` },
  // Names belong to whoever was given the address, not to search engines.
  { name: "robots", content: "noindex" },
];

export type Found = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["found"]>;

export default function CertificatePage() {
  const { t } = useI18n();
  const { title, typed, found } = useLoaderData<typeof loader>();
  if (!found) {
    return (
      <Page width="narrow">
        <PageHeader title={title} t={t} lede={t("certificates.unknown.lede", { typed: typed.slice(0, 60) })} />
        <SerialForm typed={typed} />
      </Page>
    );
  }
  return (
    <Page>
      <StateNotice found={found} />
      <CertificateSheet found={found} />
      <Downloads found={found} />
      {found.own && <OwnTools serial={found.serial} name={found.snapshot.name} own={found.own} />}
    </Page>
  );
}
