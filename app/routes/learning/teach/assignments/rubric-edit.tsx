import { data, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { manyFields } from "#app/http/bodies/limits.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { changeTable, fieldsOf, readTable, tableOf } from "#app/modules/learning/assignments/rubric-table.ts";
import { editRubric, rubricState } from "#app/modules/learning/assignments/staff/edit-rubric.server.ts";
import { getTaughtAssignment } from "#app/modules/learning/assignments/staff/list-submissions.server.ts";
import { teachPath } from "#app/modules/learning/courses/paths.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";
import { LanguageTabs } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { RubricTableForm } from "./rubric-form.tsx";

export const handle = { tool: true };

const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** The language that the table is written in: the course's own, unless the address names another one of the course. */
function writtenIn({ languages, defaultLanguage }: { languages: string[]; defaultLanguage: string }, url: URL): string {
  return languages.find((one) => one === url.searchParams.get("in")) ?? defaultLanguage;
}

export const loader = page(async ({ actor, param, language, url, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const { title, slug, rubric } = await getTaughtAssignment(access, param("unit"), language);
  const { defaultLanguage } = access.course;
  const written = writtenIn(access.course, url);
  const criteria = rubric?.criteria ?? [];
  return {
    heading: t("assignments.rubric.edit"),
    access,
    unit: { title, slug },
    state: rubricState(rubric),
    isUsed: rubric?.usedAt != null,
    written,
    table: tableOf(criteria, written),
    // Whoever translates sees what the text says in the language of the course.
    original: written === defaultLanguage ? [] : tableOf(criteria, defaultLanguage),
  };
});

export const action = form(
  { schema: anything, limits: manyFields, admit: admitAuthor },
  async (raw, { param, language, url, access }) => {
    const valueOf = (name: string) => (raw[name] === undefined ? undefined : [raw[name]].flat()[0]);
    const table = readTable(valueOf);
    const changed = changeTable(table, valueOf("intent") ?? "");
    if (changed) return data({ failed: false, typed: fieldsOf(changed) });
    const { unitId, slug } = await getTaughtAssignment(access, param("unit"), language);
    await editRubric(access, unitId, {
      table,
      language: writtenIn(access.course, url),
      state: valueOf("state") ?? "",
    });
    return redirectWith(`${teachPath(param("slug"), `assignments/${slug}`)}#rubric`, {
      flash: "assignments.flash.saved",
    });
  },
);

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) => [
  { title: titled(`${loaded?.heading} · ${loaded?.unit.title.text}`, matches) },
];

export default function RubricEdit() {
  const { t } = useI18n();
  const { heading, access, unit, state, isUsed, written, table, original } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { slug } = access.course;
  const settings = teachPath(slug, `assignments/${unit.slug}`);
  const addressIn = (language: string) => `${settings}/rubric?in=${language}`;
  const typed = form.all("state") ? readTable((name) => form.all(name)?.[0]) : null;
  return (
    <TeachPage
      access={access}
      section="assignments"
      title={heading}
      lede={t("assignments.rubric.edit_lede")}
      trail={[
        { label: t("assignments.list.title"), href: teachPath(slug, "assignments") },
        { label: unit.title.text, href: settings },
      ]}
    >
      <FormProblems form={form} />
      {isUsed && <Notice>{t("assignments.rubric.used")}</Notice>}
      <LanguageTabs course={access.course} unitSlug={unit.slug} current={written} hrefOf={addressIn} />
      <RubricTableForm
        table={typed ?? table}
        original={original}
        written={written}
        state={state}
        form={form}
        address={addressIn(written)}
        back={settings}
      />
    </TeachPage>
  );
}
