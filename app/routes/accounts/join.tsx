import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { safePath } from "#app/http/paths.ts";
import { useFormState } from "#app/http/typed.ts";
import { languageNames } from "#app/i18n/languages.ts";
import { signUp } from "#app/modules/accounts/sign-up.server.ts";
import { listCountries } from "#app/modules/accounts/countries.ts";
import { signUpSchema } from "#app/modules/accounts/schemas.ts";
import { openSession } from "#app/modules/accounts/sessions.server.ts";
import { CountryField, EmailField, NameField, NewPasswordField } from "#app/routes/accounts/account-fields.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page, useOfferedLanguages } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, url, language, t }) => {
  const next = safePath(url.searchParams.get("next"), "/me");
  if (actor) throw redirectWith(next);
  const countries = listCountries(language).map(({ code, name }) => ({ value: code, label: name }));
  return { title: t("accounts.join.title"), next, countries };
});

export const action = form({ schema: signUpSchema }, async (input, request) => {
  // Somebody who is signed in has an account.
  if (request.actor) return redirectWith(safePath(request.url.searchParams.get("next"), "/me"));
  const { userId, isNew } = await signUp(input, request);
  const cookie = await openSession(userId, request, request.sessionSecret);
  const path = safePath(request.url.searchParams.get("next"), "/me");
  // They know the password of that account: it is no secret to them that it exists.
  const flash = isNew ? ("accounts.join.welcome" as const) : ("accounts.join.welcome_back" as const);
  return redirectWith(path, { cookies: [cookie], flash });
});

export const meta = pageTitle;

export default function Join() {
  const { t, language } = useI18n();
  const { title, next, countries } = useLoaderData<typeof loader>();
  const form = useFormState();
  const query = next === "/me" ? "" : `?next=${encodeURIComponent(next)}`;
  const digests = [
    { value: "weekly", label: t("accounts.digest.weekly") },
    { value: "daily", label: t("accounts.digest.daily") },
    { value: "never", label: t("accounts.digest.never") },
  ];
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={t("accounts.join.lede")} />
      <FormProblems form={form} />
      <form method="post" action={`/join${query}`} className="stack">
        <NameField form={form} />
        <EmailField form={form} isNew />
        <NewPasswordField form={form} />
        <CountryField form={form} countries={countries} />
        <SelectField
          name="language"
          label={t("accounts.field.language")}
          options={useOfferedLanguages().map((code) => ({ value: code, label: languageNames[code], lang: code }))}
          required
          defaultValue={form.value("language", language)}
          error={form.error("language")}
        />
        <SelectField
          name="digest"
          label={t("accounts.field.digest")}
          hint={t("accounts.field.digest_hint")}
          options={digests}
          defaultValue={form.value("digest", "weekly")}
        />
        <time-zone>
          <input type="hidden" name="zone" value="" />
        </time-zone>
        <Button variant="primary">{t("accounts.join.submit")}</Button>
      </form>
      <p className="section">
        {t("accounts.join.have_account")} <a href={`/login${query}`}>{t("accounts.join.login")}</a>
      </p>
      <Island name="time-zone" />
    </Page>
  );
}
