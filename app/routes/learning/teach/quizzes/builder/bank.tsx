import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { manyFields } from "#app/http/bodies/limits.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { AppError } from "#app/infra/app-error.ts";
import { getBuilderFor } from "#app/modules/learning/bank/get-quiz-builder.server.ts";
import { listCategories } from "#app/modules/learning/bank/change-categories.server.ts";
import { listQuestionsFor, listTags } from "#app/modules/learning/bank/list-questions.server.ts";
import { addFromBank } from "#app/modules/learning/bank/change-slots.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { BankFilter } from "#app/routes/learning/teach/questions/bank/bank-filter.tsx";
import { filterOf, queryOf } from "#app/routes/learning/teach/questions/bank/filter.ts";
import { fieldsSchema } from "#app/routes/learning/teach/questions/editor/form-fields.ts";
import { builderPath } from "#app/routes/learning/teach/questions/paths.ts";
import { QuestionRows } from "#app/routes/learning/teach/questions/bank/question-rows.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, url, language, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const { unit, slots } = await getBuilderFor(access, param("unit"), language);
  const filter = { ...filterOf(url.searchParams), home: "bank" as const, isRemoved: false };
  return {
    pageTitle: t("authoring.quiz.add_bank"),
    access,
    unit,
    filter,
    asked: slots.flatMap((slot) => (slot.draws === null ? [slot.question.id] : [])),
    ...(await listQuestionsFor(access, filter, { language, after: url.searchParams.get("after") })),
    categories: await listCategories(access, language),
    tags: await listTags(access),
  };
});

export const action = form(
  { schema: fieldsSchema, limits: manyFields, admit: admitAuthor },
  async (fields, { param, access }) => {
    const [slug, unit] = [param("slug"), param("unit")];
    const ids = fields.question ?? [];
    if (ids.length === 0) throw new AppError("authoring.quiz.error.none_chosen", 400);
    await addFromBank(access, unit, ids);
    return redirectWith(`${builderPath(slug, unit)}#slots`, { flash: "authoring.quiz.done.added" });
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.pageTitle} · ${data?.unit.title.text}`, matches) },
];

export default function AddFromBank() {
  const { t } = useI18n();
  const { pageTitle, access, unit, filter, asked, questions, next, categories, tags } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  const form = useFormState();
  const path = builderPath(slug, unit.slug, "bank");
  const query = queryOf({ ...filter, home: "any" });
  const chosen = form.all("question") ?? [];
  return (
    <TeachPage
      access={access}
      section="content"
      title={pageTitle}
      lede={t("authoring.quiz.add_bank_lede")}
      trail={[{ label: unit.title.text || unit.slug, href: builderPath(slug, unit.slug) }]}
    >
      <FormProblems form={form} />
      <BankFilter action={path} filter={filter} categories={categories} tags={tags} bankOnly />
      {questions.length === 0 && (
        <EmptyState title={t(query ? "authoring.bank.none_found" : "authoring.bank.none_shared")}>
          {t(query ? "authoring.bank.none_found_next" : "authoring.bank.none_shared_next")}
        </EmptyState>
      )}
      {questions.length > 0 && (
        <form method="post" action={query ? `${path}?${query}` : path} className="stack">
          <QuestionRows
            courseSlug={slug}
            questions={questions}
            before={({ id, title, prompt }) => (
              <label className="matrix-box">
                <input
                  type="checkbox"
                  name="question"
                  value={id}
                  defaultChecked={chosen.includes(id)}
                  disabled={asked.includes(id)}
                  aria-label={t("authoring.quiz.choose", { title: title.text || prompt.text.slice(0, 80) })}
                />
              </label>
            )}
          />
          <Button variant="primary">{t("authoring.quiz.add_chosen")}</Button>
        </form>
      )}
      <Pagination t={t} olderHref={next && `${path}?${queryOf({ ...filter, home: "any" }, { after: next })}`} />
    </TeachPage>
  );
}
