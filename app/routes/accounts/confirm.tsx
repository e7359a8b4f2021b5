import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { confirmEmail } from "#app/modules/accounts/confirm-email.server.ts";
import { isAccessTokenValid } from "#app/modules/accounts/tokens.server.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

// A mailed link only shows a button: programs that scan mail follow links, but they press nothing.
export const loader = page(async ({ url, t }) => {
  const token = url.searchParams.get("token") ?? "";
  return { title: t("accounts.confirm.title"), token, isValid: await isAccessTokenValid("confirm_email", token) };
});

export const action = form({ schema: z.object({ token: z.string().max(200) }) }, async ({ token }, { actor }) => {
  await confirmEmail(token);
  return redirectWith(actor ? "/me" : "/login", { flash: "accounts.confirm.done" });
});

export const meta = pageTitle;

export default function Confirm() {
  const { t } = useI18n();
  const { title, token, isValid } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} lede={t(isValid ? "accounts.confirm.lede" : "accounts.error.token")} />
      <FormProblems form={form} />
      {isValid ? (
        <form method="post" action="/confirm">
          <input type="hidden" name="token" value={token} />
          <Button variant="primary">{t("accounts.confirm.submit")}</Button>
        </form>
      ) : (
        <LinkButton href="/me/settings/email">{t("accounts.confirm.again")}</LinkButton>
      )}
    </Page>
  );
}
