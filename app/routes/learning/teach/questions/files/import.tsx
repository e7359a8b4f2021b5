import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { uploadedFile } from "#app/http/bodies/upload.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { useFormState } from "#app/http/typed.ts";
import { listCategories } from "#app/modules/learning/bank/change-categories.server.ts";
import { requestQuestionImport } from "#app/modules/learning/interchange/questions/run-question-import.server.ts";
import { listQuizzes } from "#app/modules/learning/bank/change-slots.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { useTargetOptions } from "#app/routes/learning/teach/questions/editor/target-options.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

const maxBytes = 20 * 1024 * 1024;

export const loader = page(load);

/** Where a file goes, in which language it is and what was chosen stands in the address, so that the form sends nothing but the file. */
async function load({ actor, param, url, language: reader, t }: PageRequest) {
  const access = await getAuthoringFor(actor, param("slug"), reader);
  const { languages, defaultLanguage } = access.course;
  const wished = url.searchParams.get("text") ?? "";
  const language = languages.includes(wished) ? wished : defaultLanguage;
  const categories = await listCategories(access, reader);
  const quizzes = await listQuizzes(access, reader);
  const into = url.searchParams.get("into") ?? "";
  const category = categories.find(({ id }) => into === `category:${id}`);
  const quiz = quizzes.find(({ slug }) => into === `unit:${slug}`);
  return {
    pageTitle: t("authoring.bank.import"),
    access,
    language,
    takesPart: url.searchParams.has("part"),
    updatesSameTitle: url.searchParams.has("titles"),
    into: category || quiz ? into : "",
    place: quiz ? { unitSlug: quiz.slug } : { categoryPath: category?.path ?? "" },
    targetName: quiz?.title ?? category?.title ?? null,
    categories,
    quizzes,
  };
}

export const action = form(
  {
    schema: z.object({}),
    body: uploadedFile({ field: "file", maxBytes }),
    admit: admitAuthor,
  },
  async (_, request, file) => {
    const { access, place: into, language, takesPart, updatesSameTitle } = await load(request);
    const run = await requestQuestionImport(access, { ...file, into, language, takesPart, updatesSameTitle });
    return redirectWith(questionsPath(access.course.slug, `imports/${run}`));
  },
);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.pageTitle} · Crossroads` }];

export default function ImportQuestions() {
  const { t, format } = useI18n();
  const { pageTitle, access, language, into, targetName, takesPart, updatesSameTitle, categories, quizzes } =
    useLoaderData<typeof loader>();
  const { slug, languages } = access.course;
  const form = useFormState();
  const path = questionsPath(slug, "import");
  const chosen = { ...(takesPart && { part: "1" }), ...(updatesSameTitle && { titles: "1" }) };
  const query = new URLSearchParams({ into, text: language, ...chosen });
  return (
    <TeachPage
      access={access}
      section="questions"
      title={pageTitle}
      lede={t("authoring.bank.import_lede")}
      trail={[{ label: t("teach.nav.questions"), href: questionsPath(slug) }]}
    >
      <FormProblems form={form} />
      <form method="get" action={path} className="form">
        <SelectField
          name="into"
          label={t("authoring.bank.import_into")}
          defaultValue={into}
          placeholder={t("authoring.bank.import_top")}
          options={useTargetOptions(categories, quizzes)}
        />
        <SelectField
          name="text"
          label={t("authoring.bank.import_language")}
          defaultValue={language}
          options={languages.map((code) => ({ value: code, label: format.languageName(code) }))}
        />
        <CheckField name="part" value="1" defaultChecked={takesPart} label={t("authoring.bank.import_takes_part")} />
        <CheckField
          name="titles"
          value="1"
          defaultChecked={updatesSameTitle}
          label={t("authoring.bank.import_updates_titles")}
        />
        <Button>{t("authoring.bank.import_choose")}</Button>
      </form>
      <section className="section stack">
        <h2>{t("authoring.bank.import_file")}</h2>
        <p>
          {targetName ? (
            <UserText lang={targetName.language}>{targetName.text}</UserText>
          ) : (
            t("authoring.bank.import_top")
          )}
          {" · "}
          {format.languageName(language)}
          {takesPart && ` · ${t("authoring.bank.import_takes_part")}`}
          {updatesSameTitle && ` · ${t("authoring.bank.import_updates_titles")}`}
        </p>
        <form method="post" action={`${path}?${query}`} encType="multipart/form-data" className="form">
          <TextField
            type="file"
            name="file"
            accept=".gift,.txt,.xml,text/plain,text/xml,application/xml"
            label={t("authoring.bank.import_label")}
            hint={t("authoring.bank.import_hint")}
            error={form.error("file")}
            required
          />
          <Button variant="primary">{t("authoring.bank.import_send")}</Button>
        </form>
      </section>
    </TeachPage>
  );
}
