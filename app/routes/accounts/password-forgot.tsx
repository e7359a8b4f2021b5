import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { requestPasswordReset } from "#app/modules/accounts/reset-password.server.ts";
import { forgotPasswordSchema } from "#app/modules/accounts/schemas.ts";
import { EmailField } from "#app/routes/accounts/account-fields.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ t }) => ({ title: t("accounts.forgot.title") }));

export const action = form({ schema: forgotPasswordSchema }, async ({ email }, request) => {
  await requestPasswordReset(email, request);
  return redirectWith("/login", { flash: "accounts.forgot.sent" });
});

export const meta = pageTitle;

export default function ForgotPassword() {
  const { t } = useI18n();
  const { title } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={t("accounts.forgot.lede")} />
      <FormProblems form={form} />
      <form method="post" action="/password/forgot" className="stack">
        <EmailField form={form} />
        <Button variant="primary">{t("accounts.forgot.submit")}</Button>
      </form>
    </Page>
  );
}
