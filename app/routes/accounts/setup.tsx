import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { notFound } from "#app/infra/app-error.ts";
import { listCountries } from "#app/modules/accounts/countries.ts";
import { createFirstAdministrator } from "#app/modules/accounts/create-first-administrator.server.ts";
import { firstAdministratorSchema } from "#app/modules/accounts/schemas.ts";
import { openSession } from "#app/modules/accounts/sessions.server.ts";
import { isAccessTokenValid } from "#app/modules/accounts/tokens.server.ts";
import { CountryField, EmailField, NameField, NewPasswordField } from "#app/routes/accounts/account-fields.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ url, language, t }) => {
  const token = url.searchParams.get("token") ?? "";
  if (!(await isAccessTokenValid("first_administrator", token))) throw notFound();
  const countries = listCountries(language).map(({ code, name }) => ({ value: code, label: name }));
  return { title: t("accounts.setup.title"), token, countries };
});

export const action = form({ schema: firstAdministratorSchema }, async (input, request) => {
  const { userId } = await createFirstAdministrator(input, request.language);
  const cookie = await openSession(userId, request, request.sessionSecret);
  return redirectWith("/admin", { cookies: [cookie], flash: "accounts.setup.done" });
});

export const meta = pageTitle;

export default function Setup() {
  const { t } = useI18n();
  const { title, token, countries } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={t("accounts.setup.lede")} />
      <FormProblems form={form} />
      <form method="post" action={`/setup?token=${encodeURIComponent(token)}`} className="stack">
        <input type="hidden" name="token" value={token} />
        <NameField form={form} />
        <EmailField form={form} />
        <NewPasswordField form={form} />
        <CountryField form={form} countries={countries} />
        <Button variant="primary">{t("accounts.setup.submit")}</Button>
      </form>
    </Page>
  );
}
