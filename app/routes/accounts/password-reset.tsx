import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { listResettable, resetPassword } from "#app/modules/accounts/reset-password.server.ts";
import { resetPasswordSchema } from "#app/modules/accounts/schemas.ts";
import { openSession } from "#app/modules/accounts/sessions.server.ts";
import { NewPasswordField } from "#app/routes/accounts/account-fields.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { RadioGroup } from "#app/ui/forms/choices.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ url, t }) => {
  const token = url.searchParams.get("token") ?? "";
  const accounts = await listResettable(token);
  return { title: t("accounts.reset.title"), token, accounts };
});

export const action = form({ schema: resetPasswordSchema }, async ({ token, ...input }, request) => {
  const { userId } = await resetPassword(token, input);
  const cookie = await openSession(userId, request, request.sessionSecret);
  return redirectWith("/me", { cookies: [cookie], flash: "accounts.reset.done" });
});

export const meta = pageTitle;

export default function ResetPassword() {
  const { t } = useI18n();
  const { title, token, accounts } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={t(accounts ? "accounts.reset.lede" : "accounts.error.token")} />
      <FormProblems form={form} />
      {accounts ? (
        <form method="post" action={`/password/reset?token=${encodeURIComponent(token)}`} className="stack">
          <input type="hidden" name="token" value={token} />
          {accounts.length > 1 && <OwnAccount accounts={accounts} />}
          <NewPasswordField form={form} label={t("accounts.field.new_password")} />
          <Button variant="primary">{t("accounts.reset.submit")}</Button>
        </form>
      ) : (
        <LinkButton href="/password/forgot">{t("accounts.reset.again")}</LinkButton>
      )}
    </Page>
  );
}

type Account = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["accounts"]>[number];

/** Anybody can open an account with anybody's address: whoever reads its mail says which of them is theirs. */
function OwnAccount({ accounts }: { accounts: Account[] }) {
  const { t, format } = useI18n();
  const form = useFormState();
  const choices = accounts.map(({ handle, name, createdAt }) => ({
    value: handle,
    label: t("accounts.reset.account_of", { name: `\u2068${name}\u2069`, date: format.date(createdAt) }),
  }));
  const first = accounts[0]!.handle;
  return (
    <RadioGroup
      name="account"
      label={t("accounts.reset.account")}
      hint={t("accounts.reset.account_hint")}
      choices={choices}
      chosen={form.value("account", first)}
    />
  );
}
