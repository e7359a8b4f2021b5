import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { languages } from "#app/i18n/languages.ts";
import { requireRole } from "#app/modules/accounts/policy.ts";
import { beginCourse } from "#app/modules/learning/authoring/create-course.server.ts";
import { maxSlug, maxSummary, maxTitle, standardLicence } from "#app/modules/learning/courses/limits.ts";
import { courseSchema } from "#app/modules/learning/authoring/schemas.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { listActivityChoices } from "#app/modules/roadmaps/list-activity-choices.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { CheckGroup } from "#app/ui/forms/choices.tsx";
import { ActivityPicker } from "#app/ui/forms/activity-picker.tsx";
import { SelectField, TextArea, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { MoreSettings } from "#app/ui/forms/more-settings.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, t }) => {
  requireRole(actor, ["trainer"]);
  return { title: t("authoring.course.title"), activities: await listActivityChoices() };
});

export const action = form(
  { schema: courseSchema, admit: async ({ actor }) => requireRole(actor, ["trainer"]) },
  async (input, { actor }) => {
    const slug = await beginCourse(actor, input);
    return redirectWith(teachPath(slug, "content"), { flash: "authoring.course.begun" });
  },
);

export const meta = pageTitle;

export default function BeginCourse() {
  const { t, format, language } = useI18n();
  const { title, activities } = useLoaderData<typeof loader>();
  const form = useFormState();
  const optional = t("authoring.editor.optional");
  const names = languages.map((code) => ({ value: code, label: format.languageName(code) }));
  const differing = [
    (form.all("languages") ?? []).length > 0,
    form.value("licence", standardLicence) !== standardLicence,
    form.value("slug") !== "",
  ].filter(Boolean).length;
  return (
    <Page>
      <PageHeader
        t={t}
        title={title}
        lede={t("authoring.course.lede")}
        breadcrumbs={[{ label: t("teach.index.title"), href: "/teach" }]}
      />
      <FormProblems form={form} />
      <form method="post" action="/teach/new" className="form">
        <TextField
          name="title"
          label={t("authoring.course.field.title")}
          required
          maxLength={maxTitle}
          defaultValue={form.value("title")}
          error={form.error("title")}
        />
        <SelectField
          name="language"
          label={t("authoring.course.field.language")}
          hint={t("authoring.course.field.language_hint")}
          options={names}
          defaultValue={form.value("language", language)}
          error={form.error("language")}
        />
        <TextArea
          name="summary"
          label={t("authoring.course.field.summary")}
          hint={t("authoring.course.field.summary_hint")}
          required
          rows={4}
          maxLength={maxSummary}
          defaultValue={form.value("summary")}
          error={form.error("summary")}
        />
        <TextField
          name="hours"
          label={t("authoring.course.field.hours")}
          hint={t("authoring.course.field.hours_hint")}
          required
          inputMode="decimal"
          defaultValue={form.value("hours")}
          error={form.error("hours")}
        />
        <ActivityPicker
          label={t("authoring.course.field.activities")}
          hint={t("authoring.course.field.activities_hint")}
          activities={activities}
          chosen={form.all("activities") ?? []}
          error={form.error("activities")}
        />
        <MoreSettings form={form} names={["languages", "licence", "slug"]} differing={differing}>
          <CheckGroup
            name="languages"
            label={t("authoring.course.field.languages")}
            hint={t("authoring.course.field.languages_hint")}
            choices={names}
            chosen={form.all("languages") ?? []}
            error={form.error("languages")}
          />
          <TextField
            name="licence"
            label={t("authoring.course.field.licence")}
            required
            maxLength={100}
            defaultValue={form.value("licence", standardLicence)}
            error={form.error("licence")}
          />
          <TextField
            name="slug"
            label={t("authoring.course.field.slug")}
            hint={t("authoring.course.field.slug_hint")}
            optional={optional}
            maxLength={maxSlug}
            spellCheck={false}
            autoCapitalize="none"
            defaultValue={form.value("slug")}
            error={form.error("slug")}
          />
        </MoreSettings>
        <ButtonRow>
          <Button variant="primary">{t("authoring.course.begin")}</Button>
          <a href="/teach">{t("authoring.course.back")}</a>
        </ButtonRow>
      </form>
    </Page>
  );
}
