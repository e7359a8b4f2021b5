import { useActionData, useLoaderData } from "@remix-run/react";
import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { env } from "#app/infra/env.server.ts";
import { listFeedTokens, makeFeedToken, revokeFeedToken } from "#app/modules/forum/feeds/feed-tokens.server.ts";
import { feedPaths } from "#app/modules/forum/feeds/paths.ts";
import { feedTokensSchema } from "#app/modules/forum/feeds/schemas.ts";
import { feedUnusedDays, longestFeedName } from "#app/modules/forum/limits.ts";
import { spaceCrumb } from "#app/routes/forum/labels.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CardList, Facts } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { SettingsNav } from "#app/ui/shell/settings-nav.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

const address = "/me/settings/feeds";

export const loader = page(async ({ actor, t }) => {
  const { feeds, spaces } = await listFeedTokens(actor);
  return { title: t("forum.feeds.title"), feeds, spaces };
});

export const action = form({ schema: feedTokensSchema, admit: admitActive }, async (input, { access }) => {
  if (input.intent === "revoke") {
    await revokeFeedToken(access, input.feed);
    return redirectWith(address, { flash: "forum.feeds.revoked" });
  }
  // Told in this answer alone: nothing keeps the secret, so no other page could.
  const secret = await makeFeedToken(access, input);
  return { failed: false as const, link: env().PUBLIC_URL + feedPaths.private(secret) };
});

export const meta = pageTitle;

/** The addresses by which one's programs read what one sees: make one, see whether it is used, take it back. */
export default function PrivateFeeds() {
  const { t } = useI18n();
  const { title, spaces } = useLoaderData<typeof loader>();
  const made = useActionData<{ failed: boolean; link?: string }>();
  const form = useFormState();
  const everything = { value: "", label: t("forum.feeds.all") };
  return (
    <Page aside={<SettingsNav current="feeds" />} asideLabel={t("accounts.settings.title")}>
      <PageHeader title={title} t={t} lede={t("forum.feeds.lede")} />
      <FormProblems form={form} labels={{ name: t("forum.feeds.name"), space: t("forum.feeds.space") }} />
      {made?.link && (
        <Notice tone="success" title={t("forum.feeds.made")}>
          <p className="source" dir="ltr">
            {made.link}
          </p>
          <p>{t("forum.feeds.once")}</p>
        </Notice>
      )}
      <section className="section" aria-labelledby="new">
        <h2 id="new">{t("forum.feeds.new")}</h2>
        <form method="post" action={address} className="form">
          <TextField
            name="name"
            label={t("forum.feeds.name")}
            hint={t("forum.feeds.name_hint")}
            required
            autoComplete="off"
            maxLength={longestFeedName}
            defaultValue={form.failure ? form.value("name") : ""}
            error={form.error("name")}
          />
          <SelectField
            name="space"
            label={t("forum.feeds.space")}
            options={[everything, ...spaces.map((space) => ({ value: space.code, label: spaceCrumb(space, t).label }))]}
            defaultValue={form.value("space", "")}
            error={form.error("space")}
          />
          <Button variant="primary" name="intent" value="make">
            {t("forum.feeds.make")}
          </Button>
        </form>
      </section>
      <OwnFeeds />
    </Page>
  );
}

function OwnFeeds() {
  const { t, format } = useI18n();
  const { feeds } = useLoaderData<typeof loader>();
  return (
    <section className="section stack" aria-labelledby="feeds">
      <h2 id="feeds">{t("forum.feeds.list")}</h2>
      {feeds.length === 0 && <EmptyState title={t("forum.feeds.none")} />}
      <CardList
        items={feeds.map(({ id, name, space, createdAt, usedOn }) => ({
          key: id,
          title: <bdi>{name}</bdi>,
          meta: (
            <Facts
              items={[
                space ? spaceCrumb(space, t).label : t("forum.feeds.all"),
                t("forum.feeds.created", { date: format.date(createdAt) }),
                usedOn ? t("forum.feeds.used", { date: format.date(usedOn) }) : t("forum.feeds.unused"),
              ]}
            />
          ),
          aside: (
            <form method="post" action={address}>
              <input type="hidden" name="feed" value={id} />
              <Button name="intent" value="revoke">
                {t("forum.feeds.revoke")}
                <span className="visually-hidden"> {name}</span>
              </Button>
            </form>
          ),
        }))}
      />
      <p className="soft">{t("forum.feeds.kept", { days: feedUnusedDays })}</p>
    </section>
  );
}
