import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { keptMailOpen } from "#app/routes/site/kept-mail.server.ts";
import { listKeptMail } from "#app/infra/mail-kept.server.ts";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ t, isFromThisMachine }) => {
  keptMailOpen({ isFromThisMachine });
  return { title: t("site.dev_mail.title"), mails: await listKeptMail() };
});

export const meta = pageTitle;

export default function DevMail() {
  const { t, format } = useI18n();
  const { title, mails } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={title} t={t} lede={t("site.dev_mail.lede")} />
      {mails.length === 0 && <EmptyState title={t("site.dev_mail.none")} />}
      <CardList
        headingLevel={2}
        items={mails.map((mail) => ({
          key: mail.id,
          title: <bdi>{mail.subject}</bdi>,
          href: `/dev/mail/${encodeURIComponent(mail.id)}`,
          meta: <Facts items={[<bdi key="to">{mail.to}</bdi>, format.dateTime(new Date(mail.at))]} />,
        }))}
      />
    </Page>
  );
}
