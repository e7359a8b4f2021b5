import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import type { MailList } from "#app/modules/notifications/kinds/names.ts";
import { getSubscription, switchByToken } from "#app/modules/notifications/switch-subscription.server.ts";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Flash } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

// Programs that scan mail follow links, so looking changes nothing.
export const loader = page(async ({ param, t }) => {
  const { list, isOn } = await getSubscription(param("token"));
  return { title: t("notifications.unsubscribe.title"), token: param("token"), list, isOn };
});

/**
 * One click in a mail program sends List-Unsubscribe=One-Click (RFC 8058), the page's own buttons say what they want;
 * whatever else comes is somebody who wants to leave. Answers 200 with the page, never a redirect. The address is the
 * right to do it: no cookie is looked at.
 */
export const action = form({ schema: z.object({ intent: z.unknown().optional() }) }, async ({ intent }, { param }) => {
  await switchByToken(param("token"), intent === "resubscribe");
  return { done: true };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(data?.title, matches) },
  { name: "robots", content: "noindex" },
];

export default function Unsubscribe() {
  const { t } = useI18n();
  const { title, token, list, isOn } = useLoaderData<typeof loader>();
  const done = (useActionData() as { done?: boolean } | undefined)?.done;
  const names: Record<MailList, string> = {
    replies: t("notifications.unsubscribe.replies"),
    topics: t("notifications.unsubscribe.topics"),
    webinars: t("notifications.unsubscribe.webinars"),
    teaching: t("notifications.unsubscribe.teaching"),
    digest: t("notifications.unsubscribe.digest"),
  };
  const values = { list: names[list] };
  const state = t(isOn ? "notifications.unsubscribe.is_on" : "notifications.unsubscribe.is_off", values);
  const news = t(isOn ? "notifications.unsubscribe.started" : "notifications.unsubscribe.stopped", values);
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={done ? undefined : state} />
      {done && <Flash>{news}</Flash>}
      <form method="post" action={`/mail/unsubscribe/${token}`} className="stack">
        <p>{t("notifications.unsubscribe.app")}</p>
        <input type="hidden" name="intent" value={isOn ? "unsubscribe" : "resubscribe"} />
        <ButtonRow>
          <Button variant={isOn && !done ? "primary" : "secondary"}>
            {t(isOn ? "notifications.unsubscribe.stop" : "notifications.unsubscribe.start")}
          </Button>
          <LinkButton variant="quiet" href="/me/settings/notifications">
            {t("notifications.unsubscribe.settings")}
          </LinkButton>
        </ButtonRow>
      </form>
    </Page>
  );
}
