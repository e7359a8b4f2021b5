import { zonedMoment, zoneName } from "#app/i18n/zone-name.ts";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { formatFor } from "#app/i18n/format.ts";
import { localeOf } from "#app/i18n/translator.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { mailSettingsSchema } from "#app/modules/notifications/schemas.ts";
import { getMailSettings, saveMailSettings } from "#app/modules/notifications/save-mail-settings.server.ts";
import { SettingsNav } from "#app/ui/shell/settings-nav.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckGroup } from "#app/ui/forms/choices.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const loader = page(async ({ actor, language, t }) => {
  const { emailConfirmed } = requireActive(actor);
  const settings = await getMailSettings(actor);
  // 5 January 2026 was a Monday.
  const dayName = new Intl.DateTimeFormat(localeOf(language), { weekday: "long", timeZone: "UTC" });
  const clock = formatFor(language, "UTC");
  const weekdays = range(1, 7).map((day) => ({ value: `${day}`, label: dayName.format(Date.UTC(2026, 0, 4 + day)) }));
  const hours = range(0, 23).map((hour) => ({
    value: `${hour}`,
    label: clock.time(new Date(Date.UTC(2026, 0, 5, hour))),
  }));
  return { title: t("notifications.settings.title"), settings, weekdays, hours, emailConfirmed, now: new Date() };
});

export const action = form({ schema: mailSettingsSchema, admit: admitActive }, async (input, { access }) => {
  await saveMailSettings(access, input);
  return redirectWith("/me/settings/notifications", { flash: "notifications.settings.saved" });
});

export const meta = pageTitle;

export default function NotificationSettings() {
  const { t, format } = useI18n();
  const { title, settings, weekdays, hours, emailConfirmed, now } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { frequency, weekday, hour, lists, nextDueAt } = settings;
  const frequencies = [
    { value: "never", label: t("notifications.settings.never") },
    { value: "daily", label: t("notifications.settings.daily") },
    { value: "weekly", label: t("notifications.settings.weekly") },
    { value: "monthly", label: t("notifications.settings.monthly") },
  ];
  const choices = [
    { value: "replies", label: t("notifications.settings.list_replies") },
    { value: "topics", label: t("notifications.settings.list_topics") },
    { value: "webinars", label: t("notifications.settings.list_webinars") },
    { value: "teaching", label: t("notifications.settings.list_teaching") },
  ];
  return (
    <Page aside={<SettingsNav current="notifications" />} asideLabel={t("accounts.settings.title")}>
      <PageHeader title={title} t={t} lede={t("notifications.settings.lede")} />
      <FormProblems form={state} />
      {!emailConfirmed && (
        <Notice tone="warning">
          {t("notifications.settings.unconfirmed")}{" "}
          <a href="/me/settings/email">{t("notifications.settings.confirm_link")}</a>
        </Notice>
      )}
      <form method="post" action="/me/settings/notifications" className="stack">
        <section className="stack">
          <h2>{t("notifications.settings.digest")}</h2>
          <p>{t("notifications.settings.digest_hint")}</p>
          <p className="soft">
            {nextDueAt
              ? t("notifications.settings.next", { when: zonedMoment(format, nextDueAt) })
              : t("notifications.settings.off")}
          </p>
          <SelectField
            name="frequency"
            label={t("notifications.settings.frequency")}
            options={frequencies}
            defaultValue={state.value("frequency", frequency)}
            error={state.error("frequency")}
          />
          <SelectField
            name="weekday"
            label={t("notifications.settings.weekday")}
            hint={t("notifications.settings.weekday_hint")}
            options={weekdays}
            defaultValue={state.value("weekday", String(weekday))}
            error={state.error("weekday")}
          />
          <SelectField
            name="hour"
            label={t("notifications.settings.hour")}
            hint={t("notifications.settings.hour_hint", { zone: zoneName(format, now) })}
            options={hours}
            defaultValue={state.value("hour", String(hour))}
            error={state.error("hour")}
          />
        </section>
        <section className="stack">
          <CheckGroup
            name="lists"
            label={t("notifications.settings.lists")}
            hint={t("notifications.settings.lists_hint")}
            choices={choices}
            chosen={state.all("lists") ?? lists}
            error={state.error("lists")}
          />
        </section>
        <Button variant="primary">{t("notifications.settings.save")}</Button>
      </form>
    </Page>
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
