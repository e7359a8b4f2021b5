import type { LinksFunction, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { unitKinds } from "#app/modules/learning/courses/unit-kinds.ts";
import { discardDraft, saveDraft } from "#app/modules/learning/authoring/save-draft.server.ts";
import { confirmTranslation, publishText } from "#app/modules/learning/authoring/publish-text.server.ts";
import { editorSchema } from "#app/modules/learning/authoring/schemas.ts";
import { teachPath, unitEditorPath, unitPath } from "#app/modules/learning/courses/paths.ts";
import { TeachNav } from "#app/routes/learning/teach/frame/teach-nav.tsx";
import { UnitTools } from "#app/routes/learning/teach/frame/unit-tools.tsx";
import { contentStates } from "#app/routes/learning/teach/content/content-labels.ts";
import { loadEditor } from "./unit-editor-data.server.ts";
import { UnitChecklist } from "#app/routes/learning/teach/content/checklist.tsx";
import { EditorForm } from "./editor-form.tsx";
import { LanguageTabs } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { assets } from "#app/ui/islands/assets.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { admitToUnit } from "#app/routes/learning/teach/content/admit-to-unit.server.ts";

export const handle = { editor: true };

export const loader = page(loadEditor);

export const action = form({ schema: editorSchema, admit: admitToUnit }, async (input, { actor, param }) => {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const here = unitEditorPath(address.courseSlug, address.unitSlug, input.language);
  switch (input.intent) {
    case "save":
      await saveDraft(actor, address, input);
      return redirectWith(here, { flash: "authoring.editor.draft_saved" });
    case "publish": {
      const { isNew, isFirst } = await publishText(actor, address, input);
      if (isFirst) return redirectWith(here, { flash: "authoring.editor.published_first" });
      return redirectWith(here, {
        flash: isNew ? "authoring.editor.published_again" : "authoring.editor.published_same",
      });
    }
    case "discard":
      await discardDraft(actor, address, input);
      return redirectWith(here, { flash: "authoring.editor.discarded" });
    case "fits":
      await confirmTranslation(actor, address, input);
      return redirectWith(here, { flash: "authoring.editor.fits_done" });
  }
});

// On its way while the rest of the page still comes: what follows the page would share a slow link with it.
export const links: LinksFunction = () => {
  const href = assets().islands["unit-editor"];
  return href ? [{ rel: "modulepreload", href }] : [];
};

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.text.title} · ${data?.course.title.text}`, matches) },
];

export default function UnitEditor() {
  const { t, format } = useI18n();
  const data = useLoaderData<typeof loader>();
  const { course, unit, language, text, status } = data;
  const form = useFormState();
  const state = unit.state === "draft" ? "draft" : data.isChanged ? "changed" : "published";
  const isStale = form.failure?.code === "authoring.editor.error.stale";
  return (
    <Page nav={<TeachNav access={data.access} section="content" />}>
      <PageHeader
        t={t}
        title={text.title || t("authoring.editor.untitled")}
        lang={text.title ? language : undefined}
        breadcrumbs={[
          { label: t("teach.index.title"), href: "/teach" },
          { label: course.title.text, href: teachPath(course.slug) },
          { label: t("teach.nav.content"), href: teachPath(course.slug, "content") },
        ]}
        meta={
          <>
            <span>{t(unitKinds[unit.kind].label)}</span>
            <Chip tone={state === "published" ? "good" : "warn"}>{t(contentStates[state])}</Chip>
            {unit.state === "published" && course.state === "published" && (
              <a href={unitPath(course.slug, unit.slug)}>{t("authoring.editor.as_published")}</a>
            )}
          </>
        }
      />
      <UnitTools courseSlug={course.slug} unit={unit} language={language} current="text" />
      <LanguageTabs course={course} unitSlug={unit.slug} current={language} />
      {!isStale && <FormProblems form={form} />}
      {data.isBehind && <Notice tone="warning">{t("authoring.editor.behind", { number: data.published })}</Notice>}
      {status === "outdated" && (
        <Notice tone="warning">
          {t("authoring.editor.outdated", { language: format.languageName(course.defaultLanguage) })}
        </Notice>
      )}
      <UnitChecklist faults={data.faults} />
      <EditorForm data={data} form={form} />
    </Page>
  );
}
