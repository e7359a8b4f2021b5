import { type MetaFunction, data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { titled } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import { lookUpCertificate } from "#app/modules/certificates/find-certificate.server.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { CertificateSheet } from "#app/routes/certificates/certificate-sheet.tsx";
import { viewCertificate } from "#app/routes/certificates/certificate-data.server.ts";
import { Downloads } from "#app/routes/certificates/downloads.tsx";
import { OwnTools } from "#app/routes/certificates/own-tools.tsx";
import { SerialForm } from "#app/ui/forms/serial-form.tsx";
import { StateNotice } from "#app/routes/certificates/state-notice.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, address, param, url, t }) => {
  const typed = param("serial");
  const certificate = await lookUpCertificate(typed, { actor, address });
  if (!certificate) return data({ title: t("certificates.unknown.title"), typed, found: null }, { status: 404 });
  const { serial } = certificate;
  if (typed !== serial) throw redirect(certificatePath(serial) + url.search, 301);
  const found = await viewCertificate(certificate, { actor, t });
  return { title: t("certificates.page.title", { serial }), typed, found };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data?.title, matches) },
  // Names belong to whoever was given the address, not to search engines.
  { name: "robots", content: "noindex" },
];

export const handle = { task: true, map: true };

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
