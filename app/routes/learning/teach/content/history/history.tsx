import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { getHistoryFor, restoreVersion } from "#app/modules/learning/authoring/get-text-history.server.ts";
import { restoreSchema } from "#app/modules/learning/authoring/schemas.ts";
import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { LanguageTabs } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachNav } from "#app/routes/learning/teach/frame/teach-nav.tsx";
import { UnitTools } from "#app/routes/learning/teach/frame/unit-tools.tsx";
import { TextComparison } from "./text-comparison.tsx";
import { VersionList } from "./version-list.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { admitToUnit } from "#app/routes/learning/teach/content/admit-to-unit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, url, t }) => {
  const wish = {
    language: url.searchParams.get("in") ?? "",
    from: numberIn(url, "from"),
    to: numberIn(url, "to"),
    before: numberIn(url, "before"),
  };
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const { access, ...history } = await getHistoryFor(actor, address, wish);
  const { course, mayEdit, overview } = await withOverview(access);
  return { ...history, course, access: { course, mayEdit, overview }, title: t("authoring.history.title") };
});

export const action = form(
  { schema: restoreSchema, admit: admitToUnit },
  async ({ language, number, replace }, { actor, param }) => {
    const address = { courseSlug: param("slug"), unitSlug: param("unit") };
    await restoreVersion(actor, address, { language, number, replaces: replace === "1" });
    return redirectWith(unitEditorPath(address.courseSlug, address.unitSlug, language), {
      flash: "authoring.history.restored",
    });
  },
);

export const meta = pageTitle;

function numberIn(url: URL, name: string): number | null {
  const text = url.searchParams.get(name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export default function History() {
  const { t } = useI18n();
  const data = useLoaderData<typeof loader>();
  const { title, access, course, unit, language, versions, comparison } = data;
  const form = useFormState();
  const address = teachPath(course.slug, `content/${unit.slug}/history`);
  const newest = versions[0]?.title ?? unit.slug;
  return (
    <Page nav={<TeachNav access={access} section="content" />}>
      <PageHeader
        t={t}
        title={title}
        lede={t("authoring.history.lede")}
        breadcrumbs={[
          { label: t("teach.index.title"), href: "/teach" },
          { label: course.title.text, href: teachPath(course.slug) },
          { label: t("teach.nav.content"), href: teachPath(course.slug, "content") },
          { label: newest, href: unitEditorPath(course.slug, unit.slug, language) },
        ]}
      />
      <UnitTools courseSlug={course.slug} unit={unit} language={language} current="history" />
      <LanguageTabs
        course={course}
        unitSlug={unit.slug}
        current={language}
        hrefOf={(code) => `${address}?in=${code}`}
      />
      <FormProblems form={form} />
      {versions.length === 0 && (
        <EmptyState title={t("authoring.history.empty")}>{t("authoring.history.empty_next")}</EmptyState>
      )}
      {versions.length > 0 && <VersionList {...data} address={address} form={form} />}
      {comparison && <TextComparison comparison={comparison} language={language} />}
    </Page>
  );
}
