import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { manyFields } from "#app/http/bodies/limits.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { listCategories } from "#app/modules/learning/bank/change-categories.server.ts";
import { changeRows, withSpareRows } from "#app/modules/learning/bank/change-rows.ts";
import { createQuestion } from "#app/modules/learning/bank/edit-question.server.ts";
import { listQuizzes } from "#app/modules/learning/bank/change-slots.server.ts";
import { type QuestionKind, questionKinds } from "#app/modules/learning/questions/questions.ts";
import type { AskedQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { previewDraft } from "./edit-data.server.ts";
import { readHome } from "./edit-steps.server.ts";
import { fieldsSchema, first } from "./form-fields.ts";
import { HomeField } from "#app/routes/learning/teach/questions/home-field.tsx";
import { builderPath, questionPath, questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { QuestionPreview } from "./preview.tsx";
import { QuestionForm } from "./question-form.tsx";
import { useQuestionState } from "./typed-fields.ts";
import { kindHints, kindLabels } from "#app/routes/learning/teach/questions/labels.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { EmptyState } from "#app/ui/elements/empty-state.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page(load);

async function load({ actor, param, url, language, t }: PageRequest) {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const { defaultLanguage } = access.course;
  const wished = url.searchParams.get("kind");
  const kind = questionKinds.find((one) => one === wished) ?? null;
  const [category, unit] = [url.searchParams.get("category"), url.searchParams.get("unit")];
  return {
    pageTitle: kind ? t(kindLabels[kind]) : t("authoring.question.new"),
    access,
    kind,
    language: defaultLanguage,
    home: unit ? `unit:${unit}` : category ? `category:${category}` : "",
    query: unit ? `&unit=${encodeURIComponent(unit)}` : category ? `&category=${encodeURIComponent(category)}` : "",
    stored: kind ? withSpareRows({ marks: ["1"], format: ["markdown"], prompt: [""] }, kind) : {},
    categories: await listCategories(access, language),
    quizzes: await listQuizzes(access, language),
  };
}

export const action = form({ schema: fieldsSchema, limits: manyFields, admit: load }, async (fields, request) => {
  const { access, kind, language } = request.access;
  const { slug } = access.course;
  if (!kind) return redirectWith(questionsPath(slug, "new"));
  const intent = first(fields, "intent");
  const typed = changeRows(fields, kind, intent);
  if (typed) return data({ failed: false, typed, preview: null });
  if (intent === "preview") {
    return data({ failed: false, typed: fields, preview: previewDraft(fields, { kind, language, courseSlug: slug }) });
  }
  const home = readHome(first(fields, "home"));
  const id = await createQuestion(access, { kind, home, fields });
  const path = "unit" in home ? `${builderPath(slug, home.unit)}#slots` : questionPath(slug, id);
  return redirectWith(path, { flash: "authoring.question.created" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) => [
  { title: titled(loaded?.pageTitle, matches) },
];

export default function NewQuestion() {
  const { t } = useI18n();
  const loaded = useLoaderData<typeof loader>();
  const { access, kind, categories, quizzes, query } = loaded;
  const { slug } = access.course;
  const hasHome = categories.length > 0 || quizzes.length > 0;
  return (
    <TeachPage
      access={access}
      section="questions"
      title={kind ? t(kindLabels[kind]) : t("authoring.question.new")}
      lede={kind ? t(kindHints[kind]) : t("authoring.question.choose_kind")}
      trail={[{ label: t("teach.nav.questions"), href: questionsPath(slug) }]}
    >
      {!hasHome && (
        <EmptyState
          title={t("authoring.question.no_home")}
          actions={
            <LinkButton variant="primary" href={questionsPath(slug, "categories")}>
              {t("authoring.bank.begin_category")}
            </LinkButton>
          }
        >
          {t("authoring.question.no_home_next")}
        </EmptyState>
      )}
      {hasHome && !kind && <Kinds href={(one) => `${questionsPath(slug, "new")}?kind=${one}${query}`} />}
      {hasHome && kind && <KindForm kind={kind} />}
    </TeachPage>
  );
}

function Kinds({ href }: { href: (kind: QuestionKind) => string }) {
  const { t } = useI18n();
  return (
    <ul role="list" className="rows">
      {questionKinds.map((kind) => (
        <li key={kind} className="row">
          <div className="row-body">
            <h2>
              <a href={href(kind)}>{t(kindLabels[kind])}</a>
            </h2>
            <p className="small soft">{t(kindHints[kind])}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function KindForm({ kind }: { kind: QuestionKind }) {
  const { t } = useI18n();
  const { access, language, home, query, stored, categories, quizzes } = useLoaderData<typeof loader>();
  const answer = useActionData() as { preview?: AskedQuestion | null } | undefined;
  const form = useFormState();
  const state = useQuestionState(stored);
  return (
    <>
      <FormProblems form={form} />
      <QuestionForm
        action={`${questionsPath(access.course.slug, "new")}?kind=${kind}${query}`}
        save={t("authoring.question.create")}
        state={state}
        kind={kind}
        language={language}
        original={null}
        tags=""
      >
        <HomeField
          categories={categories}
          quizzes={quizzes}
          chosen={state.value("home") || home}
          error={form.error("home")}
        />
      </QuestionForm>
      <QuestionPreview question={answer?.preview ?? null} />
    </>
  );
}
