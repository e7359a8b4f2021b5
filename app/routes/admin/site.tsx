import { useLoaderData } from "@remix-run/react";
import { smallFile } from "#app/http/bodies/small-file.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { type FormState, useFormState } from "#app/http/typed.ts";
import { type Language, languageNames, languages } from "#app/i18n/languages.ts";
import type { Site } from "#app/infra/site.ts";
import { countPeopleByLanguage } from "#app/modules/accounts/count-people-here.server.ts";
import { logoKibibytes, logoPixels, longestAbout, longestWelcome } from "#app/modules/site/limits.ts";
import { getSiteFor, requireSiteEditor, saveSite } from "#app/modules/site/save-site.server.ts";
import { siteSchema } from "#app/modules/site/schemas.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { SiteLogo } from "#app/ui/elements/site-logo.tsx";
import { CheckField, CheckGroup } from "#app/ui/forms/choices.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { FormattingHelp } from "#app/ui/forms/formatting-help.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { pageTitle } from "#app/http/page-title.ts";
import { AdminPage } from "./frame/admin-page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true, map: true };

export const loader = page(async ({ actor, t }) => {
  const site = await getSiteFor(actor);
  return { title: t("admin.site.title"), site, people: await countPeopleByLanguage() };
});

export const action = form(
  {
    schema: siteSchema,
    body: smallFile({ field: "logo" }),
    admit: async ({ actor }) => requireSiteEditor(actor),
  },
  async (input, { access }, logo) => {
    await saveSite(access, input, logo?.bytes ?? null);
    return redirectWith("/admin/site", { flash: "admin.site.saved" });
  },
);

export const meta = pageTitle;

export default function SiteSettings() {
  const { t } = useI18n();
  const { title, site, people } = useLoaderData<typeof loader>();
  const form = useFormState();
  return (
    <AdminPage section="site" title={title} lede={t("admin.site.lede")}>
      <FormProblems form={form} />
      <form method="post" action="/admin/site" encType="multipart/form-data" className="form">
        <input type="hidden" name="version" value={form.value("version", String(site.version))} />
        <Identity site={site} form={form} />
        <Languages site={site} people={people} form={form} />
        <h2>{t("admin.site.welcome")}</h2>
        <p className="soft">{t("admin.site.welcome_hint", { max: longestWelcome })}</p>
        {languages.map((code) => (
          <TextArea key={code} {...textIn("welcome", code, site, form)} rows={3} maxLength={longestWelcome} />
        ))}
        <h2>{t("admin.site.about")}</h2>
        <p className="soft">{t("admin.site.about_hint")}</p>
        <FormattingHelp />
        {languages.map((code) => (
          <TextArea key={code} {...textIn("about", code, site, form)} rows={8} maxLength={longestAbout} />
        ))}
        <Button variant="primary">{t("admin.site.save")}</Button>
      </form>
    </AdminPage>
  );
}

function textIn(name: "welcome" | "about", code: Language, site: Site, form: FormState) {
  const field = `${name}_${code}`;
  return {
    name: field,
    lang: code,
    label: <span lang={code}>{languageNames[code]}</span>,
    defaultValue: form.value(field, site[name][code] ?? ""),
    error: form.error(field),
  };
}

type LanguagesProps = { site: Site; people: Record<string, number>; form: FormState };

/** Which languages are offered, each with how many people have chosen it: they get the default once it is not. */
function Languages({ site, people, form }: LanguagesProps) {
  const { t } = useI18n();
  return (
    <>
      <CheckGroup
        name="languages"
        label={t("admin.site.languages")}
        hint={t("admin.site.languages_hint")}
        choices={languages.map((code) => ({
          value: code,
          label: t("admin.site.language_people", { language: languageNames[code], people: people[code] ?? 0 }),
        }))}
        chosen={form.all("languages") ?? [...site.languages]}
        error={form.error("languages")}
      />
      <SelectField
        name="defaultLanguage"
        label={t("admin.site.default_language")}
        hint={t("admin.site.default_language_hint")}
        options={languages.map((code) => ({ value: code, label: languageNames[code], lang: code }))}
        defaultValue={form.value("defaultLanguage", site.defaultLanguage)}
        error={form.error("defaultLanguage")}
      />
    </>
  );
}

function Identity({ site, form }: { site: Site; form: FormState }) {
  const { t } = useI18n();
  const field = (name: "name" | "organisation" | "contact") => ({
    name,
    defaultValue: form.value(name, site[name]),
    error: form.error(name),
  });
  const optional = t("accounts.field.optional");
  return (
    <>
      <TextField
        {...field("name")}
        label={t("admin.site.name")}
        hint={t("admin.site.name_hint")}
        maxLength={60}
        required
      />
      <TextField
        {...field("organisation")}
        label={t("admin.site.organisation")}
        hint={t("admin.site.organisation_hint")}
        optional={optional}
        maxLength={200}
      />
      <TextField
        {...field("contact")}
        type="email"
        label={t("admin.site.contact")}
        hint={t("admin.site.contact_hint")}
        optional={optional}
        maxLength={254}
      />
      <TextField
        type="file"
        name="logo"
        accept="image/png,image/jpeg,image/webp"
        label={t("admin.site.logo")}
        hint={t("admin.site.logo_hint", { weight: logoKibibytes, pixels: logoPixels })}
        optional={optional}
        error={form.error("logo")}
      />
      {site.logo && (
        <div className="cluster">
          <SiteLogo logo={site.logo} alt={t("admin.site.logo_now")} />
          <CheckField name="removeLogo" label={t("admin.site.logo_remove")} />
        </div>
      )}
    </>
  );
}
