import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { manyFields } from "#app/http/bodies/limits.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { getBuilderFor } from "#app/modules/learning/bank/get-quiz-builder.server.ts";
import { countDraw } from "#app/modules/learning/bank/list-questions.server.ts";
import { readTags } from "#app/modules/learning/bank/tags.ts";
import { listCategories } from "#app/modules/learning/bank/change-categories.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { AddToQuiz } from "./add-to-quiz.tsx";
import { moreBands } from "./band-rows.ts";
import { BuilderAside } from "./builder-aside.tsx";
import { Slots } from "./slots.tsx";
import { QuizProblems } from "./quiz-problems.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { changeQuiz } from "./steps.server.ts";
import { fieldsSchema, first } from "#app/routes/learning/teach/questions/editor/form-fields.ts";
import { builderPath } from "#app/routes/learning/teach/questions/paths.ts";
import { UnitTools } from "#app/routes/learning/teach/frame/unit-tools.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { teachPath, unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const builder = await getBuilderFor(access, param("unit"), language);
  const categories = await listCategories(access, language);
  return { pageTitle: t("authoring.quiz.title"), access, builder, categories };
});

export const action = form(
  { schema: fieldsSchema, limits: manyFields, admit: admitAuthor },
  async (fields, { param, access }) => {
    const [slug, unit] = [param("slug"), param("unit")];
    const intent = first(fields, "intent");
    if (intent === "more-bands") return data({ failed: false, typed: moreBands(fields) });
    if (intent === "count") {
      const draw = { category: first(fields, "category"), tags: readTags(first(fields, "tags")).tags };
      return data({ failed: false, typed: fields, found: await countDraw(access, draw) });
    }
    const { flash, part } = await changeQuiz(access, unit, fields);
    return redirectWith(`${builderPath(slug, unit)}#${part}`, flash ? { flash } : {});
  },
);

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) => [
  { title: titled(`${loaded?.pageTitle} · ${loaded?.builder.unit.title.text}`, matches) },
];

export default function QuizBuilder() {
  const { t } = useI18n();
  const { access, builder, categories } = useLoaderData<typeof loader>();
  const answer = useActionData() as { found?: number } | undefined;
  const { course } = access;
  const { unit } = builder;
  const form = useFormState();
  const action = builderPath(course.slug, unit.slug);
  return (
    <TeachPage
      access={access}
      section="content"
      title={unit.title.text || unit.slug}
      lang={unit.title.language}
      lede={t("authoring.quiz.lede")}
      trail={[
        { label: t("teach.nav.content"), href: teachPath(course.slug, "content") },
        { label: unit.title.text || unit.slug, href: unitEditorPath(course.slug, unit.slug) },
      ]}
      aside={<BuilderAside courseSlug={course.slug} builder={builder} />}
    >
      <UnitTools
        courseSlug={course.slug}
        unit={{ slug: unit.slug, kind: "quiz" }}
        language={course.defaultLanguage}
        current="own"
      />
      <FormProblems form={form} />
      <QuizProblems problems={builder.problems} slots={builder.slots} />
      <Slots courseSlug={course.slug} builder={builder} action={action} form={form} />
      <AddToQuiz
        courseSlug={course.slug}
        unitSlug={unit.slug}
        action={action}
        categories={categories}
        form={form}
        found={answer?.found ?? null}
      />
      <SettingsForm action={action} settings={builder.settings} languages={course.languages} form={form} />
    </TeachPage>
  );
}
