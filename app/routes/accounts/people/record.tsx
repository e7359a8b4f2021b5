import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { isolate } from "#app/lib/isolate.ts";
import { endSanction, getPersonToSanction } from "#app/modules/accounts/sanctions/impose-sanction.server.ts";
import { getSanctionRecordFor, type SanctionLine } from "#app/modules/accounts/sanctions/list-sanctions.server.ts";
import { isRunning } from "#app/modules/accounts/sanctions/sanction-kinds.ts";
import { endSanctionSchema } from "#app/modules/accounts/schemas.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const loader = page(async ({ actor, param, t }) => {
  const record = await getSanctionRecordFor(actor, param("handle"));
  const title = record.isStaff
    ? t("accounts.record.title", { name: isolate(record.person.name) })
    : t("accounts.record.own");
  return { title, ...record, at: new Date() };
});

export const action = form(
  { schema: endSanctionSchema, admit: ({ actor, param }) => getPersonToSanction(actor, param("handle")) },
  async ({ id }, { actor, access: { handle } }) => {
    await endSanction(actor, { handle, id });
    return redirectWith(`/people/${handle}/record`, { flash: "accounts.record.ended" });
  },
);

export const meta = pageTitle;

const names = {
  warn: "accounts.record.warn",
  silence: "accounts.record.silence",
  suspend: "accounts.record.suspend",
} as const;

/** What the team has imposed on somebody, for the team and, without names, for the person. */
export default function Record() {
  const { t } = useI18n();
  const { title, person, lines, isStaff, mayImpose } = useLoaderData<typeof loader>();
  const form = useFormState();
  const path = `/people/${person.handle}`;
  return (
    <Page>
      <PageHeader
        title={title}
        t={t}
        breadcrumbs={[{ label: person.name, href: path }]}
        lede={isStaff ? undefined : t("accounts.record.own_lede")}
        actions={
          mayImpose && (
            <>
              <LinkButton href={`${path}/warn`}>{t("accounts.sanction.warn_link")}</LinkButton>
              <LinkButton href={`${path}/silence`}>{t("accounts.sanction.silence_link")}</LinkButton>
              <LinkButton href={`${path}/suspend`}>{t("accounts.sanction.suspend_link")}</LinkButton>
            </>
          )
        }
      />
      <FormProblems form={form} />
      {lines.length === 0 && <EmptyState title={t("accounts.record.none")} />}
      <Lines />
    </Page>
  );
}

function Lines() {
  const { t, format } = useI18n();
  const { person, lines, mayImpose, at } = useLoaderData<typeof loader>();
  const endOf = ({ kind, until, endedAt, endedBy }: SanctionLine) => {
    if (endedAt && endedBy)
      return t("accounts.record.ended_by", { date: format.dateTime(endedAt), name: isolate(endedBy.name) });
    if (endedAt) return t("accounts.record.ended_on", { date: format.dateTime(endedAt) });
    return kind !== "warn" && until && t("accounts.record.until", { date: format.dateTime(until) });
  };
  return (
    <CardList
      headingLevel={2}
      items={lines.map((line) => ({
        key: line.id,
        title: t(names[line.kind]),
        tags: isRunning(line, at) ? <Chip tone="bad">{t("accounts.record.running")}</Chip> : undefined,
        summary: <UserText>{line.reason}</UserText>,
        meta: (
          <Facts
            items={[
              format.dateTime(line.createdAt),
              line.by && t("accounts.record.by", { name: isolate(line.by.name) }),
              endOf(line),
              line.readAt && t("accounts.record.read_on", { date: format.dateTime(line.readAt) }),
            ]}
          />
        ),
        aside: mayImpose && isRunning(line, at) && (
          <form method="post" action={`/people/${person.handle}/record`}>
            <Button name="id" value={line.id}>
              {t("accounts.record.end")}
            </Button>
          </form>
        ),
      }))}
    />
  );
}
