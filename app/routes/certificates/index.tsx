import { data, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { parseSerial } from "#app/modules/certificates/serial.ts";
import { SerialForm } from "#app/ui/forms/serial-form.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ url, t }) => {
  const typed = url.searchParams.get("serial");
  const serial = typed && parseSerial(typed);
  if (serial) throw redirect(certificatePath(serial) + withoutSerial(url));
  const error = typed ? t("certificates.form.wrong") : undefined;
  const answer = { title: t("certificates.form.title"), typed: typed ?? "", error };
  return error ? data(answer, { status: 400 }) : answer;
});

/** What else the address asks for, a language for instance, goes along. */
function withoutSerial(url: URL): string {
  const query = new URLSearchParams(url.search);
  query.delete("serial");
  return query.size > 0 ? `?${query}` : "";
}

export const meta = pageTitle;

export default function CheckCertificate() {
  const { t } = useI18n();
  const { title, typed, error } = useLoaderData<typeof loader>();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={t("certificates.form.lede")} />
      <SerialForm typed={typed} error={error} />
    </Page>
  );
}
