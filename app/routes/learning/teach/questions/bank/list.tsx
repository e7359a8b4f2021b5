import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { listCategories } from "#app/modules/learning/bank/change-categories.server.ts";
import { listQuestionsFor, listTags } from "#app/modules/learning/bank/list-questions.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { BankAside } from "./bank-aside.tsx";
import { BankFilter } from "./bank-filter.tsx";
import { filterOf, queryOf } from "./filter.ts";
import { questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { QuestionRows } from "./question-rows.tsx";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, url, language, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const filter = filterOf(url.searchParams);
  const after = url.searchParams.get("after");
  return {
    pageTitle: t("teach.nav.questions"),
    access,
    filter,
    ...(await listQuestionsFor(access, filter, { language, after })),
    categories: await listCategories(access, language),
    tags: await listTags(access),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: titled(`${data?.pageTitle} · ${data?.access.course.title.text}`, matches) },
];

export default function Questions() {
  const { t } = useI18n();
  const { pageTitle, access, filter, questions, next, categories, tags } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  const isFiltered = queryOf(filter) !== "";
  const from = (name: string) => (filter.category ? `?${name}=category:${filter.category}` : "");
  const home = filter.category ? `?category=${filter.category}` : "";
  return (
    <TeachPage
      access={access}
      section="questions"
      title={pageTitle}
      lede={t("authoring.bank.lede")}
      actions={
        <>
          <LinkButton variant="primary" href={`${questionsPath(slug, "new")}${home}`}>
            {t("authoring.question.new")}
          </LinkButton>
          <LinkButton href={`${questionsPath(slug, "import")}${from("into")}`}>{t("authoring.bank.import")}</LinkButton>
          <LinkButton href={`${questionsPath(slug, "export")}${from("from")}`}>{t("authoring.bank.export")}</LinkButton>
        </>
      }
      aside={<BankAside courseSlug={slug} categories={categories} filter={filter} />}
    >
      <BankFilter action={questionsPath(slug)} filter={filter} categories={categories} tags={tags} />
      {questions.length === 0 && (
        <EmptyState title={t(isFiltered ? "authoring.bank.none_found" : "authoring.bank.empty")}>
          {t(isFiltered ? "authoring.bank.none_found_next" : "authoring.bank.empty_next")}
        </EmptyState>
      )}
      <QuestionRows courseSlug={slug} questions={questions} />
      <Pagination t={t} olderHref={next && `${questionsPath(slug)}?${queryOf(filter, { after: next })}`} />
    </TeachPage>
  );
}
