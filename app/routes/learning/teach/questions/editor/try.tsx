import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { manyFields } from "#app/http/bodies/limits.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { getQuestionFor, originalLanguage } from "#app/modules/learning/bank/find-question.server.ts";
import { fitInLayers } from "#app/modules/learning/questions/question-translations.ts";
import { askQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { type ReviewedQuestion as Reviewed, reviewQuestion } from "#app/modules/learning/questions/review-view.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import { AskedQuestion } from "#app/routes/learning/questions/asked-question.tsx";
import { ReviewedQuestion } from "#app/routes/learning/questions/reviewed-question.tsx";
import { fieldsSchema } from "./form-fields.ts";
import { questionPath, questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LanguageTabs } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(load);

async function load({ actor, param, url, language: reader, t }: PageRequest) {
  const teaching = await getAuthoringFor(actor, param("slug"), reader);
  const { layers, id } = await getQuestionFor(teaching, param("id"));
  const own = originalLanguage(layers, teaching.course.defaultLanguage);
  const language = url.searchParams.get("text") ?? own;
  const courseSlug = teaching.course.slug;
  const asked = askQuestion({ number: 1, layers, response: [] }, language, own, { courseSlug });
  const name = layers[own]!.title ?? excerpt(layers[own]!.prompt, 60);
  return { pageTitle: t("authoring.question.try"), teaching, id, name, own, language, layers, asked };
}

/** Grades an answer and keeps nothing. */
export const action = form({ schema: fieldsSchema, limits: manyFields }, async (fields, request) => {
  const { layers, own, language, teaching } = await load(request);
  const response = fitInLayers(layers, fields.q1 ?? []);
  const options = { language, ownLanguage: own, showsRight: true, courseSlug: teaching.course.slug };
  return data({ tried: reviewQuestion({ number: 1, layers, response }, options) });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded?.pageTitle} · ${loaded?.name} · Crossroads` },
];

export default function TryQuestion() {
  const { t } = useI18n();
  const { pageTitle, teaching, id, name, language, asked } = useLoaderData<typeof loader>();
  const answer = useActionData() as { tried?: Reviewed } | undefined;
  const { slug } = teaching.course;
  const address = (code: string) => `${questionsPath(slug, `${id}/try`)}?text=${encodeURIComponent(code)}`;
  return (
    <TeachPage
      teaching={teaching}
      section="questions"
      title={pageTitle}
      lede={t("authoring.question.try_lede")}
      trail={[
        { label: t("teach.nav.questions"), href: questionsPath(slug) },
        { label: name, href: questionPath(slug, id) },
      ]}
    >
      <LanguageTabs course={teaching.course} unitSlug="" current={language} hrefOf={address} />
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
