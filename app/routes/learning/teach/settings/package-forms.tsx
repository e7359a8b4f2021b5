import { useFormState } from "#app/http/typed.ts";
import { maxSlug, maxTitle } from "#app/modules/learning/courses/limits.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import type { SettingsData } from "./course-settings-data.server.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** The course as a package, and another course made of it. */
export function PackageForms({ access, mayDuplicate }: SettingsData) {
  const { t } = useI18n();
  const form = useFormState();
  const { slug, title } = access.course;
  return (
    <section className="section stack" aria-labelledby="package-title">
      <h2 id="package-title">{t("courses.settings.package.title")}</h2>
      <p className="measure">{t("courses.settings.package.text")}</p>
      <div className="button-row">
        <LinkButton href={teachPath(slug, "export.zip")} download>
          {t("courses.settings.package.export")}
        </LinkButton>
      </div>
      {mayDuplicate && (
        <>
          <h3>{t("courses.settings.copy.title")}</h3>
          <p className="measure">{t("courses.settings.copy.text")}</p>
          <form method="post" action={teachPath(slug, "settings")} className="form">
            <input type="hidden" name="intent" value="duplicate" />
            <TextField
              name="copyTitle"
              label={t("courses.settings.copy.new_title")}
              required
              maxLength={maxTitle}
              defaultValue={form.value("copyTitle", t("courses.settings.copy.of", { title: title.text }))}
              error={form.error("copyTitle")}
            />
            <TextField
              name="copySlug"
              label={t("courses.settings.copy.slug")}
              hint={t("courses.settings.copy.slug_hint")}
              required
              dir="ltr"
              maxLength={maxSlug}
              spellCheck={false}
              autoCapitalize="none"
              defaultValue={form.value("copySlug")}
              error={form.error("copySlug") ?? form.error("slug")}
            />
            <Button>{t("courses.settings.copy.make")}</Button>
          </form>
        </>
      )}
    </section>
  );
}
