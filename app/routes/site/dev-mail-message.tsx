import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { notFound } from "#app/infra/app-error.ts";
import { readKeptMail } from "#app/infra/mail-kept.server.ts";
import { findLinks } from "#app/lib/links.ts";
import { keptMailOpen } from "#app/routes/site/kept-mail.server.ts";
import { DefinitionList } from "#app/ui/elements/definition-list.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ param, t, isFromThisMachine }) => {
  keptMailOpen({ isFromThisMachine });
  const mail = await readKeptMail(param("id"));
  if (!mail) throw notFound();
  const { attachments, html, ...rest } = mail;
  const names = attachments.map(({ filename }) => filename);
  return {
    title: t("site.dev_mail.title"),
    mail: rest,
    parts: `/dev/mail/${param("id")}/parts`,
    hasHtml: html !== "",
    names,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data?.mail.subject, matches) },
];

export default function DevMailMessage() {
  const { t, format } = useI18n();
  const { title, mail, parts, hasHtml, names } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={mail.subject} lang="" t={t} breadcrumbs={[{ label: title, href: "/dev/mail" }]} />
      <DefinitionList
        items={[
          { term: t("site.dev_mail.to"), value: <bdi>{mail.to}</bdi> },
          { term: t("site.dev_mail.date"), value: format.dateTime(new Date(mail.at)) },
        ]}
      />
      <div className="section prose plain-mail" dir="auto">
        {mail.text.split(/\n{2,}/).map((paragraph, index) => (
          <p key={index} dir="auto">
            <Linked text={paragraph} />
          </p>
        ))}
      </div>
      <ul role="list" className="section stack stack-tight">
        {hasHtml && (
          <li>
            <a href={`${parts}/html`}>{t("site.dev_mail.html")}</a>
          </li>
        )}
        {names.map((name, index) => (
          <li key={index}>
            <a href={`${parts}/${index}`}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t("site.dev_mail.headers")}</summary>
        <pre dir="ltr">{mail.headers.join("\n")}</pre>
      </details>
    </Page>
  );
}

/** Plain text with its addresses made into links and its lines kept. */
function Linked({ text }: { text: string }) {
  const links = findLinks(text);
  return (
    <>
      {links.map(({ start, end, href }, at) => (
        <Fragment key={start}>
          <Lines text={text.slice(links[at - 1]?.end ?? 0, start)} />
          <a href={href} dir="ltr">
            {text.slice(start, end)}
          </a>
        </Fragment>
      ))}
      <Lines text={text.slice(links.at(-1)?.end ?? 0)} />
    </>
  );
}

function Lines({ text }: { text: string }) {
  return text.split("\n").map((line, row) => (
    <Fragment key={row}>
      {row > 0 && <br />}
      {line}
    </Fragment>
  ));
}
