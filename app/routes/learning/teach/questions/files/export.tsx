import { messageKey } from "#app/i18n/message-key.ts";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import { listCategories } from "#app/modules/learning/bank/change-categories.server.ts";
import { listQuizzes } from "#app/modules/learning/bank/change-slots.server.ts";
import { listLeftOut } from "#app/modules/learning/interchange/questions/export-questions.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { exportInput } from "./export-input.server.ts";
import { questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { useTargetOptions } from "#app/routes/learning/teach/questions/editor/target-options.ts";
import { Button, ButtonRow, LinkButton } from "#app/ui/elements/buttons.tsx";
import { SelectField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, url, language: reader, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), reader));
  const categories = await listCategories(access, reader);
  const quizzes = await listQuizzes(access, reader);
  const { from, ...input } = exportInput(access, url.searchParams, categories);
  const left = await listLeftOut(access, input);
  const { language } = input;
  return { pageTitle: t("authoring.bank.export"), access, language, from, left, categories, quizzes };
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [{ title: titled(data?.pageTitle, matches) }];

export default function ExportQuestions() {
  const { t, format } = useI18n();
  const { pageTitle, access, language, from, left, categories, quizzes } = useLoaderData<typeof loader>();
  const { slug, languages } = access.course;
  const query = new URLSearchParams({ from, text: language });
  return (
    <TeachPage
      access={access}
      section="questions"
      title={pageTitle}
      lede={t("authoring.bank.export_lede")}
      trail={[{ label: t("teach.nav.questions"), href: questionsPath(slug) }]}
    >
      <form method="get" action={questionsPath(slug, "export")} className="form">
        <SelectField
          name="from"
          label={t("authoring.bank.export_from")}
          defaultValue={from}
          placeholder={t("authoring.bank.export_all")}
          options={useTargetOptions(categories, quizzes)}
        />
        <SelectField
          name="text"
          label={t("authoring.bank.export_language")}
          defaultValue={language}
          options={languages.map((code) => ({ value: code, label: format.languageName(code) }))}
        />
        <Button>{t("authoring.bank.export_choose")}</Button>
      </form>
      <section className="section stack">
        <h2>{t("authoring.bank.export_file")}</h2>
        <Left
          title={t("authoring.bank.export_xml_left", { count: left.xml.refused.length })}
          questions={left.xml.refused}
        />
        <Left
          title={t("authoring.bank.export_xml_reduced", { count: left.xml.reduced.length })}
          questions={left.xml.reduced}
        />
        <Left
          title={t("authoring.bank.export_left", { count: left.gift.refused.length })}
          questions={left.gift.refused}
        />
        <Left
          title={t("authoring.bank.export_reduced", { count: left.gift.reduced.length })}
          questions={left.gift.reduced}
        />
        {left.count === 0 && <p>{t("authoring.bank.export_none")}</p>}
        {left.count > 0 && (
          <ButtonRow>
            <LinkButton href={`${questionsPath(slug, "export/xml")}?${query}`}>
              {t("authoring.bank.export_xml")}
            </LinkButton>
            <LinkButton href={`${questionsPath(slug, "export/gift")}?${query}`}>
              {t("authoring.bank.export_gift")}
            </LinkButton>
          </ButtonRow>
        )}
      </section>
    </TeachPage>
  );
}

/** Questions that a format cannot carry, or not whole, with what it has no words for. */
function Left({
  title,
  questions,
}: {
  title: string;
  questions: { title: string | null; key: string; code: string }[];
}) {
  const { t } = useI18n();
  if (questions.length === 0) return null;
  return (
    <Notice title={title}>
      <ul>
        {questions.map(({ title, key, code }) => (
          <li key={`${key} ${code}`}>
            <UserText>{title ?? key}</UserText>
            {t("ui.text.colon")} {t(messageKey(code))}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
