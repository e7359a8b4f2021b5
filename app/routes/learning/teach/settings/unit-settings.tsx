import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { AppError } from "#app/infra/app-error.ts";
import { hasTopic } from "#app/modules/forum/posting/post-topic.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import {
  changeCompletionRule,
  previewCompletionRule,
} from "#app/modules/learning/study/change-completion-rule.server.ts";
import { unitFormSchema } from "#app/modules/learning/authoring/settings-schemas.ts";
import { saveUnitSettings } from "#app/modules/learning/authoring/save-unit-settings.server.ts";
import { hasWebinar } from "#app/modules/webinars/get-webinar.server.ts";
import { loadUnitSettings, type UnitSettingsData } from "./unit-settings-data.server.ts";
import { UnitTools } from "#app/routes/learning/teach/frame/unit-tools.tsx";
import { RuleForm } from "./rule-form.tsx";
import { UnitForm } from "./unit-form.tsx";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(loadUnitSettings);

export const action = form({ schema: unitFormSchema, admit: admitAuthor }, async (input, { param, access }) => {
  const here = teachPath(param("slug"), `content/${param("unit")}/settings`);
  if (input.intent === "unit") {
    await saveUnitSettings(access, param("unit"), input, { hasTopic, hasWebinar });
    return redirectWith(here, { flash: "courses.settings.flash.saved" });
  }
  const effect = await previewCompletionRule(access, param("unit"), input.completion);
  // Whoever changes a rule that people have met is asked what becomes of them; nobody is surprised.
  if (effect.people > 0 && input.mode === null) {
    throw new AppError("courses.settings.rule.ask", 409, { data: effect });
  }
  await changeCompletionRule(access, param("unit"), input.completion, { mode: input.mode ?? "keep" });
  return redirectWith(here, { flash: "courses.settings.flash.saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.title} · ${data?.access.course.title.text}`, matches) },
];

export default function UnitSettings() {
  const { t } = useI18n();
  const data = useLoaderData<typeof loader>() as UnitSettingsData;
  const form = useFormState();
  const { access, unit } = data;
  const { slug } = access.course;
  return (
    <TeachPage
      access={access}
      section="content"
      title={data.title}
      trail={[
        { label: t("teach.nav.content"), href: teachPath(slug, "content") },
        { label: unit.title.text, href: teachPath(slug, `content/${unit.slug}`) },
      ]}
    >
      <UnitTools courseSlug={slug} unit={unit} language={access.course.defaultLanguage} current="settings" />
      <FormProblems form={form} />
      <RuleForm {...data} />
      <UnitForm {...data} />
      <p className="section">
        <a href={teachPath(slug, "dates")}>{t("courses.settings.unit.dates")}</a>
      </p>
    </TeachPage>
  );
}
