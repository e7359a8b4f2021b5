import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { type FormState, useFormState } from "#app/http/typed.ts";
import {
  type Category,
  createCategory,
  deleteCategory,
  listCategories,
  moveCategory,
  renameCategory,
} from "#app/modules/learning/bank/change-categories.server.ts";
import { categorySchema } from "#app/modules/learning/bank/schemas.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { SelectField, TextField } from "#app/ui/forms/fields.tsx";
import { FormProblems } from "#app/ui/forms/form-state.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { directionOf } from "#app/i18n/languages.ts";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const categories = await listCategories(access, language);
  return { pageTitle: t("authoring.bank.categories"), access, categories };
});

export const action = form({ schema: categorySchema, admit: admitAuthor }, async (input, { param, access }) => {
  const path = questionsPath(param("slug"), "categories");
  switch (input.intent) {
    case "create":
      await createCategory(access, input);
      return redirectWith(path, { flash: "authoring.bank.done.created" });
    case "rename":
      await renameCategory(access, input);
      return redirectWith(`${path}#c-${input.id}`, { flash: "authoring.bank.done.renamed" });
    case "move":
      await moveCategory(access, input);
      return redirectWith(`${path}#c-${input.id}`, { flash: "authoring.bank.done.moved" });
    case "delete":
      await deleteCategory(access, input.id);
      return redirectWith(path, { flash: "authoring.bank.done.deleted" });
  }
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [{ title: titled(data?.pageTitle, matches) }];

export default function Categories() {
  const { t } = useI18n();
  const { pageTitle, access, categories } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  const form = useFormState();
  const isNew = form.value("intent") === "create";
  return (
    <TeachPage
      access={access}
      section="questions"
      title={pageTitle}
      lede={t("authoring.bank.categories_lede")}
      trail={[{ label: t("teach.nav.questions"), href: questionsPath(slug) }]}
    >
      <FormProblems form={form} />
      {categories.length > 0 && (
        <ul role="list" className="rows">
          {categories.map((category) => (
            <li key={category.id} id={`c-${category.id}`} tabIndex={-1} className={`row depth-${category.depth}`}>
              <CategoryRow category={category} />
            </li>
          ))}
        </ul>
      )}
      <section className="section">
        <h2>{t("authoring.bank.begin_category")}</h2>
        <form method="post" action={questionsPath(slug, "categories")} className="form">
          <input type="hidden" name="intent" value="create" />
          <TitleFields idPrefix="new" values={{}} form={isNew ? form : null} />
          <ParentField idPrefix="new" categories={categories} chosen={isNew ? form.value("parent") : ""} />
          <Button variant="primary">{t("authoring.bank.create")}</Button>
        </form>
      </section>
    </TeachPage>
  );
}

function CategoryRow({ category }: { category: Category }) {
  const { t } = useI18n();
  const { access, categories } = useLoaderData<typeof loader>();
  const form = useFormState();
  const { id, path, title, titles, questionsBelow } = category;
  const { slug } = access.course;
  const isOurs = form.value("id") === id;
  const parent = categories.find((one) => one.path === path.split("/").slice(0, -1).join("/"));
  const others = categories.filter((one) => one.path !== path && !one.path.startsWith(`${path}/`));
  const action = questionsPath(slug, "categories");
  return (
    <div className="row-body">
      <h2 lang={title.language}>
        <a href={`${questionsPath(slug)}?category=${id}`}>
          <bdi>{title.text}</bdi>
        </a>
      </h2>
      <p className="row-meta">{t("authoring.bank.count", { count: questionsBelow })}</p>
      <details open={isOurs}>
        <summary>{t("authoring.bank.change")}</summary>
        <div className="stack">
          <form method="post" action={action} className="form">
            <input type="hidden" name="id" value={id} />
            <TitleFields idPrefix={id} values={titles} form={isOurs ? form : null} />
            <Button name="intent" value="rename">
              {t("authoring.bank.rename")}
            </Button>
          </form>
          <form method="post" action={action} className="form">
            <input type="hidden" name="id" value={id} />
            <ParentField idPrefix={id} categories={others} chosen={parent?.id ?? ""} />
            <ButtonRow>
              <Button name="intent" value="move">
                {t("authoring.bank.move")}
              </Button>
              <Button name="intent" value="delete" variant="danger">
                {t("authoring.bank.delete")}
              </Button>
            </ButtonRow>
          </form>
        </div>
      </details>
    </div>
  );
}

type TitlesProps = { idPrefix: string; values: Record<string, string>; form: FormState | null };

function TitleFields({ idPrefix, values, form }: TitlesProps) {
  const { t, format } = useI18n();
  const { languages, defaultLanguage } = useLoaderData<typeof loader>().access.course;
  return (
    <>
      {languages.map((language) => (
        <TextField
          key={language}
          name={`title_${language}`}
          id={idPrefix === "new" ? `title_${language}` : `title_${language}-${idPrefix}`}
          lang={language}
          dir={directionOf(language)}
          label={t("authoring.bank.title_in", { language: format.languageName(language) })}
          optional={language === defaultLanguage ? undefined : t("authoring.question.optional")}
          required={language === defaultLanguage}
          maxLength={200}
          defaultValue={form?.value(`title_${language}`) ?? values[language] ?? ""}
          error={form?.error(`title_${language}`)}
        />
      ))}
    </>
  );
}

function ParentField(props: { idPrefix: string; categories: Category[]; chosen: string }) {
  const { t } = useI18n();
  const { idPrefix, categories, chosen } = props;
  return (
    <SelectField
      name="parent"
      id={`parent-${idPrefix}`}
      label={t("authoring.bank.parent")}
      defaultValue={chosen}
      placeholder={t("authoring.bank.top")}
      options={categories.map(({ id, depth, title }) => ({
        value: id,
        label: `${"\u2003".repeat(depth)}${title.text}`,
        lang: title.language,
      }))}
    />
  );
}
