import type { FormState } from "#app/http/typed.ts";
import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { type ProfilePart, profileParts, spokenLanguages } from "#app/modules/accounts/profile-parts.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { ActivityPicker } from "#app/ui/forms/activity-picker.tsx";
import { CheckGroup } from "#app/ui/forms/choices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

const partNames: Record<ProfilePart, MessageKey> = {
  institution: "accounts.page.part.institution",
  themes: "accounts.page.part.themes",
  languages: "accounts.page.part.languages",
  writing: "accounts.page.part.writing",
  teaching: "accounts.page.part.teaching",
};

type PageFormProps = {
  form: FormState;
  own: { themes: string[]; spoken: string[]; hidden: string[] };
  activities: string[];
  handle: string;
};

/** What a person's page says besides their profile, and what of it they keep to themselves. */
export function PageForm({ form, own, activities, handle }: PageFormProps) {
  const { t, format } = useI18n();
  return (
    <section className="section stack" aria-labelledby="page-title">
      <h2 id="page-title">{t("accounts.page.title")}</h2>
      <p className="measure">
        {t("accounts.page.lede")} <a href={`/people/${handle}`}>{t("accounts.page.see")}</a>
      </p>
      <form method="post" action="/me/settings/page" className="stack">
        <ActivityPicker
          label={t("accounts.page.themes")}
          hint={t("accounts.page.themes_hint")}
          activities={activities}
          chosen={form.all("activities") ?? own.themes}
          error={form.error("activities")}
        />
        <CheckGroup
          name="languages"
          label={t("accounts.page.languages")}
          choices={spokenLanguages.map((code) => ({ value: code, label: format.languageName(code) }))}
          chosen={form.all("languages") ?? own.spoken}
          error={form.error("languages")}
        />
        <CheckGroup
          name="hidden"
          label={t("accounts.page.hidden")}
          hint={t("accounts.page.hidden_hint")}
          choices={profileParts.map((part) => ({ value: part, label: t(partNames[part]) }))}
          chosen={form.all("hidden") ?? own.hidden}
          error={form.error("hidden")}
        />
        <Button variant="primary">{t("accounts.page.save")}</Button>
      </form>
    </section>
  );
}
