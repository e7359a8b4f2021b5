import { useLoaderData } from "@remix-run/react";
import { useFormState } from "#app/http/typed.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { loadBlock } from "#app/routes/accounts/people/block-step.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What muting or blocking somebody brings about, before it is done; or the way back. */
export function BlockPage() {
  const { t } = useI18n();
  const { title, level, name, handle, isSet } = useLoaderData<typeof loadBlock>();
  const form = useFormState();
  const isBlock = level === "block";
  const person = isolate(name);
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: name, href: `/people/${handle}` }]} />
      <FormProblems form={form} />
      <form method="post" action={`/people/${handle}/${level}`} className="stack">
        {isSet ? (
          <p>{t(isBlock ? "accounts.block.is_set" : "accounts.mute.is_set", { name: person })}</p>
        ) : (
          <ul>
            <li>{t("accounts.mute.posts")}</li>
            <li>{t("accounts.mute.notices")}</li>
            {isBlock && <li>{t("accounts.block.contact")}</li>}
            <li>{t("accounts.mute.secret", { name: person })}</li>
            <li>{t("accounts.mute.team")}</li>
          </ul>
        )}
        <ButtonRow>
          {isSet ? (
            <Button name="intent" value="end">
              {t(isBlock ? "accounts.block.end" : "accounts.mute.end", { name: person })}
            </Button>
          ) : (
            <Button variant={isBlock ? "danger" : "primary"} name="intent" value="set">
              {t(isBlock ? "accounts.block.send" : "accounts.mute.send", { name: person })}
            </Button>
          )}
          <a href={`/people/${handle}`}>{t("accounts.mute.back")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
