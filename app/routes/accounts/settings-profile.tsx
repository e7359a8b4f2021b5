import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { admitActive } from "#app/http/admit.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { languageNames } from "#app/i18n/languages.ts";
import { listCountries } from "#app/modules/accounts/countries.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { lettersLostOnPaper, requirePrintable } from "#app/modules/certificates/check-name.server.ts";
import { pictureLimits } from "#app/modules/accounts/pictures/limits.ts";
import { getPictureState } from "#app/modules/accounts/pictures/save-picture.server.ts";
import { getOwnPage } from "#app/modules/accounts/save-page.server.ts";
import { listActivityChoices } from "#app/modules/roadmaps/list-activity-choices.server.ts";
import { PageForm } from "#app/routes/accounts/page-form.tsx";
import { PictureForm } from "#app/routes/accounts/picture-form.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { getOwnProfile, saveProfile } from "#app/modules/accounts/save-profile.server.ts";
import { profileSchema } from "#app/modules/accounts/schemas.ts";
import { SettingsNav } from "#app/ui/shell/settings-nav.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { ZoneField } from "#app/ui/forms/zone-field.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page, useOfferedLanguages } from "#app/ui/shell/page.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, language, t }) => {
  const profile = await getOwnProfile(requireActive(actor));
  const countries = listCountries(language).map(({ code, name }) => ({ value: code, label: name }));
  const active = requireActive(actor);
  const [lost, picture, own, activities] = await Promise.all([
    lettersLostOnPaper(profile),
    getPictureState(active),
    getOwnPage(active),
    listActivityChoices(),
  ]);
  return { title: t("accounts.settings.profile"), profile, countries, lost, picture, own, activities };
});

export const action = form({ schema: profileSchema, admit: admitActive }, async (input, { access }) => {
  await requirePrintable(input.legalName);
  await saveProfile(access, input);
  return redirectWith("/me/settings/profile", { flash: "accounts.settings.saved" });
});

export const meta = pageTitle;

export default function ProfileSettings() {
  const { t } = useI18n();
  const { title, profile, countries, lost, picture, own, activities } = useLoaderData<typeof loader>();
  const form = useFormState();
  const field = (name: keyof typeof profile) => ({
    name,
    defaultValue: form.value(name, profile[name] ?? ""),
    error: form.error(name),
  });
  return (
    <Page aside={<SettingsNav current="profile" />} asideLabel={t("accounts.settings.title")}>
      <PageHeader title={title} t={t} />
      <FormProblems form={form} />
      {lost.length > 0 && (
        <Notice tone="warning" title={t("certificates.name.lost_title")}>
          {t("certificates.name.lost", { letters: lost.join(" ") })}
        </Notice>
      )}
      <PictureForm form={form} person={profile} standing={picture} max={pictureLimits.bytes / 1024 / 1024} />
      <form method="post" action="/me/settings/profile" className="section stack">
        <TextField {...field("name")} label={t("ui.field.name")} required maxLength={120} autoComplete="name" />
        <TextField
          {...field("legalName")}
          label={t("accounts.field.legal_name")}
          hint={t("accounts.field.legal_name_hint")}
          optional={t("accounts.field.optional")}
          maxLength={120}
        />
        <SelectField {...field("country")} label={t("ui.field.country")} options={countries} required />
        <SelectField
          {...field("language")}
          label={t("accounts.field.language")}
          options={useOfferedLanguages().map((code) => ({ value: code, label: languageNames[code], lang: code }))}
          required
        />
        <ZoneField {...field("zone")} label={t("accounts.field.zone")} hint={t("accounts.field.zone_hint")} />
        <TextField
          {...field("institution")}
          label={t("accounts.field.institution")}
          optional={t("accounts.field.optional")}
          maxLength={200}
        />
        <TextArea
          {...field("about")}
          label={t("accounts.field.about")}
          hint={t("accounts.field.about_hint")}
          optional={t("accounts.field.optional")}
          maxLength={2000}
        />
        <Button variant="primary">{t("accounts.settings.save")}</Button>
      </form>
      <PageForm form={form} own={own} activities={activities} handle={profile.handle} />
    </Page>
  );
}
