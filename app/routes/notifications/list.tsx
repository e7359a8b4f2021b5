import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { formatFor } from "#app/i18n/format.ts";
import { listNotificationsFor, markAllRead } from "#app/modules/notifications/list-notifications.server.ts";
import { listRoadsOf } from "#app/modules/notifications/list-roads.server.ts";
import { markAllReadSchema } from "#app/modules/notifications/schemas.ts";
import { sentenceOf } from "#app/modules/notifications/sentence.server.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { CardList } from "#app/ui/elements/card-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { Road } from "#app/ui/road/road.tsx";
import { SideLinks, SidePanel } from "#app/ui/shell/side-panel.tsx";
import { Time } from "#app/ui/text/time.tsx";

export const loader = page(async ({ actor, url, t, language, zone }) => {
  const at = new Date();
  const { notifications, next } = await listNotificationsFor(actor, { cursor: url.searchParams.get("before") });
  const words = { t, format: formatFor(language, zone) };
  const roads = await listRoadsOf(notifications);
  const rows = notifications.map(({ id, kind, data, updatedAt, isUnread }) => {
    const sentence = sentenceOf({ kind, data }, words);
    return { id, sentence, road: roads.get(id) ?? [], updatedAt, isUnread };
  });
  return {
    title: t("notifications.title"),
    rows,
    next,
    isFirst: !url.searchParams.has("before"),
    unread: actor?.unread ?? 0,
    at,
  };
});

export const action = form({ schema: markAllReadSchema, admit: admitActive }, async ({ until }, { access }) => {
  await markAllRead(access, { until });
  return redirectWith("/me/notifications", { flash: "notifications.marked" });
});

export const meta = pageTitle;

export default function Notifications() {
  const { t, format, direction } = useI18n();
  const { title, rows, next, isFirst, unread, at } = useLoaderData<typeof loader>();
  const state = useFormState();
  const links = [{ href: "/me/settings/notifications", label: t("notifications.settings_link") }];
  const aside = (
    <SidePanel title={t("notifications.mail")}>
      <SideLinks items={links} />
    </SidePanel>
  );
  const markAll = unread > 0 && (
    <form method="post" action="/me/notifications">
      <input type="hidden" name="until" value={at.getTime()} />
      <Button>{t("notifications.mark_all")}</Button>
    </form>
  );
  return (
    <Page aside={aside} asideLabel={t("notifications.mail")}>
      <PageHeader title={title} t={t} lede={t("notifications.lede")} actions={markAll || undefined} />
      <FormProblems form={state} />
      {rows.length === 0 && isFirst && (
        <EmptyState
          title={t("notifications.none")}
          actions={<LinkButton href="/forum">{t("notifications.find_forum")}</LinkButton>}
        >
          {t("notifications.none_hint")}
        </EmptyState>
      )}
      <CardList
        headingLevel={2}
        label={t("notifications.list")}
        unreadLabel={t("notifications.unread")}
        items={rows.map(({ id, sentence, road, updatedAt, isUnread }) => ({
          key: id,
          // It begins with whatever name it begins with, and runs as the page does.
          title: <bdi dir={direction}>{sentence}</bdi>,
          href: `/me/notifications/${id}`,
          unread: isUnread,
          tags: road.length > 0 && <Road codes={road} />,
          meta: (
            <Time
              iso={updatedAt.toISOString()}
              text={format.dateTime(updatedAt)}
              relative={format.relative(updatedAt, at)}
            />
          ),
        }))}
      />
      <Pagination t={t} olderHref={next && `?before=${next}`} newerHref={isFirst ? null : "/me/notifications"} />
    </Page>
  );
}
