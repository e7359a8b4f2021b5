import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { requestConfirmation } from "#app/modules/accounts/confirm-email.server.ts";
import { unconfirmedDays } from "#app/modules/accounts/kept-data.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { SettingsNav } from "#app/ui/shell/settings-nav.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, t }) => {
  const { email, emailConfirmed } = requireActive(actor);
  return { title: t("accounts.settings.email"), email, emailConfirmed };
});

export const action = form({ schema: z.object({}), admit: admitActive }, async (_, { access, ...request }) => {
  await requestConfirmation(access, request);
  return redirectWith("/me/settings/email", { flash: "accounts.confirm.sent" });
});

export const meta = pageTitle;

export default function EmailSettings() {
  const { t } = useI18n();
  const { title, email, emailConfirmed } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page aside={<SettingsNav current="email" />} asideLabel={t("accounts.settings.title")}>
      <PageHeader title={title} t={t} lede={<bdi>{email}</bdi>} />
      <FormProblems form={form} />
      {emailConfirmed ? (
        <>
          <Notice tone="success">{t("accounts.confirm.is_confirmed")}</Notice>
          <p>{t("accounts.confirm.used_for")}</p>
          <p>
            <a href="/me/settings/notifications">{t("accounts.confirm.choose_mails")}</a>
          </p>
        </>
      ) : (
        <form method="post" action="/me/settings/email" className="stack">
          <p>{t("accounts.confirm.why")}</p>
          <p className="hint">{t("accounts.confirm.until", { days: unconfirmedDays })}</p>
          <Button variant="primary">{t("accounts.confirm.send")}</Button>
        </form>
      )}
    </Page>
  );
}
