import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { resetPassword } from "#app/modules/accounts/reset-password.server.ts";
import { resetPasswordSchema } from "#app/modules/accounts/schemas.ts";
import { openSession } from "#app/modules/accounts/sessions.server.ts";
import { isAccessTokenValid } from "#app/modules/accounts/tokens.server.ts";
import { NewPasswordField } from "#app/routes/accounts/account-fields.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ url, t }) => {
  const token = url.searchParams.get("token") ?? "";
  return { title: t("accounts.reset.title"), token, isValid: await isAccessTokenValid("reset_password", token) };
});

export const action = form({ schema: resetPasswordSchema }, async ({ token, password }, request) => {
  const { userId } = await resetPassword(token, password);
  const cookie = await openSession(userId, request, request.sessionSecret);
  return redirectWith("/me", { cookies: [cookie], flash: "accounts.reset.done" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title} · Crossroads` }];

export default function ResetPassword() {
  const { t } = useI18n();
  const { title, token, isValid } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={t(isValid ? "accounts.reset.lede" : "accounts.error.token")} />
      <FormProblems form={form} />
      {isValid ? (
        <form method="post" action={`/password/reset?token=${encodeURIComponent(token)}`} className="stack">
          <input type="hidden" name="token" value={token} />
          <NewPasswordField form={form} label={t("accounts.field.new_password")} />
          <Button variant="primary">{t("accounts.reset.submit")}</Button>
        </form>
      ) : (
        <LinkButton href="/password/forgot">{t("accounts.reset.again")}</LinkButton>
      )}
    </Page>
  );
}
