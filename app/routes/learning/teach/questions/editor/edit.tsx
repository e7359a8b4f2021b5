import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { manyFields } from "#app/http/bodies/limits.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { changeRows } from "#app/modules/learning/bank/change-rows.ts";
import type { AskedQuestion } from "#app/modules/learning/questions/quiz-view.ts";
import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import { loadQuestionPage, previewOf } from "./edit-data.server.ts";
import { changeQuestion } from "./edit-steps.server.ts";
import { Conflict, staleOf } from "./conflict.tsx";
import { fieldsSchema, first } from "./form-fields.ts";
import { questionPath, questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { QuestionPreview } from "./preview.tsx";
import { QuestionAside } from "./question-aside.tsx";
import { QuestionForm } from "./question-form.tsx";
import { QuestionNotices } from "./question-notices.tsx";
import { useQuestionState } from "./typed-fields.ts";
import { kindLabels } from "#app/routes/learning/teach/questions/labels.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { LanguageTabs } from "#app/routes/learning/teach/frame/language-tabs.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

export const handle = { tool: true };

export const loader = page((request) => loadQuestionPage(request));

export const action = form(
  { schema: fieldsSchema, limits: manyFields, admit: loadQuestionPage },
  async (fields, request) => {
    const intent = first(fields, "intent");
    const loaded = request.access;
    const typed = changeRows(fields, loaded.question.kind, intent);
    if (typed) return data({ failed: false, typed, preview: null });
    if (intent === "preview") return data({ failed: false, typed: fields, preview: previewOf(loaded, fields) });
    const { path, flash } = await changeQuestion(loaded, intent, fields);
    return redirectWith(path, { flash });
  },
);

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) => [
  { title: titled(loaded?.pageTitle, matches) },
];

export default function EditQuestion() {
  const { t } = useI18n();
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData() as { preview?: AskedQuestion | null } | undefined;
  const { access, question, language, original, stored } = loaded;
  const { slug } = access.course;
  const form = useFormState();
  const state = useQuestionState(stored);
  const stale = staleOf(form);
  const translation = question.translations[language] ?? question.translations[loaded.originalLanguage]!;
  return (
    <TeachPage
      access={access}
      section="questions"
      title={translation.title ?? (excerpt(translation.prompt, 80) || t("authoring.question.untitled"))}
      lang={question.translations[language] ? language : loaded.originalLanguage}
      lede={t(kindLabels[question.kind])}
      trail={[{ label: t("teach.nav.questions"), href: questionsPath(slug) }]}
      aside={<QuestionAside {...loaded} />}
    >
      <LanguageTabs
        course={access.course}
        unitSlug=""
        current={language}
        hrefOf={(code) => questionPath(slug, question.id, code)}
      />
      {stale ? <Conflict stale={stale} /> : <FormProblems form={form} />}
      <QuestionNotices {...loaded} />
      <QuestionForm
        action={questionPath(slug, question.id, language)}
        save={t("authoring.question.save")}
        state={state}
        kind={question.kind}
        language={language}
        original={original}
        tags={question.tags.join(", ")}
      >
        <input type="hidden" name="number" value={stale?.number ?? (state.value("number") || question.number)} />
      </QuestionForm>
      <QuestionPreview question={answer?.preview ?? null} />
    </TeachPage>
  );
}
