import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { manyFields } from "#app/http/bodies/limits.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { getQuestionFor, originalLanguage } from "#app/modules/learning/bank/find-question.server.ts";
import { fitInTranslations } from "#app/modules/learning/questions/question-translations.ts";
import { askQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { type ReviewedQuestion as Reviewed, reviewQuestion } from "#app/modules/learning/questions/review-view.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import { AskedQuestion } from "#app/routes/learning/questions/asked-question.tsx";
import { ReviewedQuestion } from "#app/routes/learning/questions/reviewed-question.tsx";
import { fieldsSchema } from "./form-fields.ts";
import { questionPath, questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LanguageTabs } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(load);

async function load({ actor, param, url, language: reader, t }: PageRequest) {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), reader));
  const { translations, id } = await getQuestionFor(access, param("id"));
  const own = originalLanguage(translations, access.course.defaultLanguage);
  const language = url.searchParams.get("text") ?? own;
  const courseSlug = access.course.slug;
  const asked = askQuestion({ number: 1, translations, response: [] }, language, own, { courseSlug });
  const name = translations[own]!.title ?? excerpt(translations[own]!.prompt, 60);
  return { pageTitle: t("authoring.question.try"), access, id, name, own, language, translations, asked };
}

/** Grades an answer and keeps nothing. */
export const action = form({ schema: fieldsSchema, limits: manyFields, admit: load }, async (fields, request) => {
  const { translations, own, language, access } = request.access;
  const response = fitInTranslations(translations, fields.q1 ?? []);
  const options = { language, ownLanguage: own, showsRight: true, courseSlug: access.course.slug };
  return data({ tried: reviewQuestion({ number: 1, translations, response }, options) });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) => [
  { title: titled(`${loaded?.pageTitle} · ${loaded?.name}`, matches) },
];

export default function TryQuestion() {
  const { t } = useI18n();
  const { pageTitle, access, id, name, language, asked } = useLoaderData<typeof loader>();
  const answer = useActionData() as { tried?: Reviewed } | undefined;
  const { slug } = access.course;
  const address = (code: string) => `${questionsPath(slug, `${id}/try`)}?text=${encodeURIComponent(code)}`;
  return (
    <TeachPage
      access={access}
      section="questions"
      title={pageTitle}
      lede={t("authoring.question.try_lede")}
      trail={[
        { label: t("teach.nav.questions"), href: questionsPath(slug) },
        { label: name, href: questionPath(slug, id) },
      ]}
    >
      <LanguageTabs course={access.course} unitSlug="" current={language} hrefOf={address} />
      {answer?.tried ? (
        <div className="stack" role="status">
          <ReviewedQuestion question={answer.tried} />
          <LinkButton href={address(language)}>{t("authoring.question.try_again")}</LinkButton>
        </div>
      ) : (
        <form method="post" action={address(language)} className="stack">
          <AskedQuestion question={asked} saved={null} />
          <Button variant="primary">{t("authoring.question.check_answer")}</Button>
        </form>
      )}
    </TeachPage>
  );
}
