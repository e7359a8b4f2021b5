import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { uploadedFile } from "#app/http/bodies/upload.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { listCategories } from "#app/modules/learning/bank/change-categories.server.ts";
import { requestQuestionImport } from "#app/modules/learning/interchange/questions/run-question-import.server.ts";
import { listQuizzes } from "#app/modules/learning/bank/change-slots.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { useTargetOptions } from "#app/routes/learning/teach/questions/editor/target-options.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { CheckField } from "#app/ui/forms/choices.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

const maxBytes = 20 * 1024 * 1024;

export const loader = page(async (request) => {
  const { t, url } = request;
  return { pageTitle: t("authoring.bank.import"), ...(await choose(request, url.searchParams)) };
});

/** Where a file goes, in which language it is, and what else was chosen: in the form, or in a link that leads here. */
async function choose({ actor, param, language: reader }: PageRequest, chosen: URLSearchParams) {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), reader));
  const { languages, defaultLanguage } = access.course;
  const wished = chosen.get("text") ?? "";
  const categories = await listCategories(access, reader);
  const quizzes = await listQuizzes(access, reader);
  const into = chosen.get("into") ?? "";
  const category = categories.find(({ id }) => into === `category:${id}`);
  const quiz = quizzes.find(({ slug }) => into === `unit:${slug}`);
  return {
    access,
    language: languages.includes(wished) ? wished : defaultLanguage,
    takesPart: chosen.has("part"),
    updatesSameTitle: chosen.has("titles"),
    into: category || quiz ? into : "",
    place: quiz ? { unitSlug: quiz.slug } : { categoryPath: category?.path ?? "" },
    categories,
    quizzes,
  };
}

const short = z.string().max(200).optional();

export const action = form(
  {
    schema: z.object({ into: short, text: short, part: short, titles: short }),
    body: uploadedFile({ field: "file", maxBytes }),
    admit: admitAuthor,
  },
  async (fields, request, file) => {
    const typed = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
    const chosen = fields.into === undefined ? request.url.searchParams : new URLSearchParams(typed);
    const { access, place: into, language, takesPart, updatesSameTitle } = await choose(request, chosen);
    const run = await requestQuestionImport(access, { ...file, into, language, takesPart, updatesSameTitle });
    return redirectWith(questionsPath(access.course.slug, `imports/${run}`));
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [{ title: titled(data?.pageTitle, matches) }];

export default function ImportQuestions() {
  const { t, format } = useI18n();
  const { pageTitle, access, language, into, takesPart, updatesSameTitle, categories, quizzes } =
    useLoaderData<typeof loader>();
  const { slug, languages } = access.course;
  const form = useFormState();
  // After a refusal what was ticked counts, before it what the link says.
  const isTicked = (name: string, fallback: boolean) => form.all(name)?.includes("1") ?? fallback;
  return (
    <TeachPage
      access={access}
      section="questions"
      title={pageTitle}
      lede={t("authoring.bank.import_lede")}
      trail={[{ label: t("teach.nav.questions"), href: questionsPath(slug) }]}
    >
      <FormProblems form={form} />
      <form method="post" encType="multipart/form-data" className="form">
        <TextField
          type="file"
          name="file"
          accept=".gift,.txt,.xml,text/plain,text/xml,application/xml"
          label={t("authoring.bank.import_label")}
          hint={t("authoring.bank.import_hint")}
          error={form.error("file")}
          required
        />
        <SelectField
          name="into"
          label={t("authoring.bank.import_into")}
          defaultValue={form.value("into", into)}
          placeholder={t("authoring.bank.import_top")}
          options={useTargetOptions(categories, quizzes)}
        />
        <SelectField
          name="text"
          label={t("authoring.bank.import_language")}
          defaultValue={form.value("text", language)}
          options={languages.map((code) => ({ value: code, label: format.languageName(code) }))}
        />
        <CheckField
          name="part"
          value="1"
          defaultChecked={isTicked("part", takesPart)}
          label={t("authoring.bank.import_takes_part")}
        />
        <CheckField
          name="titles"
          value="1"
          defaultChecked={isTicked("titles", updatesSameTitle)}
          label={t("authoring.bank.import_updates_titles")}
        />
        <Button variant="primary">{t("authoring.bank.import_send")}</Button>
      </form>
    </TeachPage>
  );
}
