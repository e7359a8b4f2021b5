import { useLoaderData } from "@remix-run/react";
import { useFormState } from "#app/http/typed.ts";
import { isolate } from "#app/lib/isolate.ts";
import type { loadSanction } from "#app/routes/accounts/people/sanction-step.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

const consequences = {
  warn: ["accounts.sanction.warn_means", "accounts.sanction.means_record"],
  silence: [
    "accounts.sanction.silence_means",
    "accounts.sanction.silence_courses",
    "accounts.sanction.means_mail",
    "accounts.sanction.means_end",
    "accounts.sanction.means_record",
  ],
  suspend: [
    "accounts.sanction.suspend_means",
    "accounts.sanction.suspend_page",
    "accounts.sanction.suspend_courses",
    "accounts.sanction.means_mail",
    "accounts.sanction.means_end",
    "accounts.sanction.means_record",
  ],
} as const;

const sends = {
  warn: "accounts.sanction.warn_send",
  silence: "accounts.sanction.silence_send",
  suspend: "accounts.sanction.suspend_send",
} as const;

/** Warns, silences or suspends somebody: what that brings about stands above the button. */
export function SanctionPage() {
  const { t, format } = useI18n();
  const { title, kind, name, handle, running, dates } = useLoaderData<typeof loadSanction>();
  const form = useFormState();
  const labels = { until: t("accounts.sanction.until"), reason: t("accounts.sanction.reason") };
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: name, href: `/people/${handle}` }]} />
      <FormProblems form={form} labels={labels} />
      {running && <Notice tone="warning">{t("accounts.sanction.replaces", { date: format.dateTime(running) })}</Notice>}
      <form method="post" action={`/people/${handle}/${kind}`} className="stack">
        <ul>
          {consequences[kind].map((key) => (
            <li key={key}>{t(key, { name: isolate(name) })}</li>
          ))}
        </ul>
        {kind !== "warn" && (
          <TextField
            name="until"
            type="date"
            label={labels.until}
            hint={t("accounts.sanction.until_hint")}
            defaultValue={form.value("until", dates.usual)}
            error={form.error("until")}
            min={dates.first}
            max={dates.last}
            required
          />
        )}
        <TextArea
          name="reason"
          label={labels.reason}
          hint={t("accounts.sanction.reason_hint", { name: isolate(name) })}
          defaultValue={form.value("reason")}
          error={form.error("reason")}
          maxLength={1000}
          rows={5}
          required
        />
        <ButtonRow>
          <Button variant="danger">{t(sends[kind])}</Button>
          <a href={`/people/${handle}/record`}>{t("accounts.sanction.record_link")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
