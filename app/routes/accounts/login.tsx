import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { safePath } from "#app/http/paths.ts";
import { useFormState } from "#app/http/typed.ts";
import { signIn } from "#app/modules/accounts/sign-up.server.ts";
import { signInSchema } from "#app/modules/accounts/schemas.ts";
import { openSession } from "#app/modules/accounts/sessions.server.ts";
import { EmailField } from "#app/routes/accounts/account-fields.tsx";
import { signInReason } from "#app/routes/accounts/sign-in-reason.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { PasswordField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, url, savedFormSecret, site, t }) => {
  const next = safePath(url.searchParams.get("next"), "/me");
  if (actor) throw redirectWith(next);
  return {
    title: t("accounts.login.title"),
    next,
    contact: site.contact,
    isKeeping: savedFormSecret !== null && url.searchParams.has("next"),
  };
});

export const action = form({ schema: signInSchema }, async (input, request) => {
  const { userId } = await signIn(input, request);
  const cookie = await openSession(userId, request, request.sessionSecret);
  return redirectWith(safePath(request.url.searchParams.get("next"), "/me"), { cookies: [cookie] });
});

export const meta = pageTitle;

export default function Login() {
  const { t } = useI18n();
  const { title, next, contact, isKeeping } = useLoaderData<typeof loader>();
  const form = useFormState();
  const why = signInReason(next);
  const query = next === "/me" ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={isKeeping ? t("accounts.login.saved_form") : why && t(why)} />
      <FormProblems form={form} />
      {form.failure?.code === "accounts.error.sign_in_suspended" && (
        <p>
          {t("accounts.login.suspended_contact")}{" "}
          {contact ? (
            <a href={`mailto:${contact}`} dir="ltr">
              {contact}
            </a>
          ) : (
            <a href="/about">{t("accounts.login.who_runs")}</a>
          )}
        </p>
      )}
      <form method="post" action={`/login${query}`} className="stack">
        <EmailField form={form} />
        <PasswordField
          name="password"
          label={t("ui.field.password")}
          autoComplete="current-password"
          required
          error={form.error("password")}
        />
        <ButtonRow>
          <Button variant="primary">{t("accounts.login.submit")}</Button>
          <a href="/password/forgot">{t("accounts.login.forgot")}</a>
        </ButtonRow>
      </form>
      <p className="section">
        {t("accounts.login.no_account")} <a href={`/join${query}`}>{t("accounts.login.join")}</a>
      </p>
    </Page>
  );
}
