import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { isolate } from "#app/lib/isolate.ts";
import { listBlocksOf } from "#app/modules/accounts/blocks/list-blocks.server.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { SettingsNav } from "#app/ui/shell/settings-nav.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const loader = page(async ({ actor, t }) => {
  const people = await listBlocksOf(requireActive(actor));
  return { title: t("accounts.settings.people"), people };
});

export const meta = pageTitle;

/** Whom one has muted or blocked, each with the way back. */
export default function PeopleSettings() {
  const { t, format } = useI18n();
  const { title, people } = useLoaderData<typeof loader>();
  return (
    <Page aside={<SettingsNav current="people" />} asideLabel={t("accounts.settings.title")}>
      <PageHeader title={title} t={t} lede={t("accounts.settings.people_lede")} />
      {people.length === 0 && (
        <EmptyState title={t("accounts.settings.people_none")}>{t("accounts.settings.people_how")}</EmptyState>
      )}
      <CardList
        headingLevel={2}
        items={people.map(({ name, handle, picture, level, createdAt }) => ({
          key: handle,
          title: name,
          href: `/people/${handle}`,
          picture: <Face name={name} handle={handle} picture={picture} />,
          tags: <Chip>{t(level === "block" ? "accounts.block.blocked" : "accounts.mute.muted")}</Chip>,
          meta: <Facts items={[t("accounts.settings.people_since", { date: format.date(createdAt) })]} />,
          aside: (
            <form method="post" action={`/people/${handle}/${level}`}>
              <Button name="intent" value="end">
                {t(level === "block" ? "accounts.block.unblock" : "accounts.mute.unmute")}
                <span className="visually-hidden"> {isolate(name)}</span>
              </Button>
            </form>
          ),
        }))}
      />
    </Page>
  );
}
