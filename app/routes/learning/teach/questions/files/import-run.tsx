import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { page } from "#app/http/page.server.ts";
import { getQuestionImportFor } from "#app/modules/learning/interchange/questions/run-question-import.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { ImportReport } from "#app/ui/elements/import-report.tsx";
import { questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice } from "#app/ui/elements/notices.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await getAuthoringFor(actor, param("slug"), language);
  const run = await getQuestionImportFor(access, param("run"));
  return { pageTitle: t("authoring.bank.import_report", { source: isolate(run.source) }), access, run };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.pageTitle} · Crossroads` }];

export default function QuestionImport() {
  const { t } = useI18n();
  const { pageTitle, access, run } = useLoaderData<typeof loader>();
  const { slug } = access.course;
  return (
    <TeachPage
      access={access}
      section="questions"
      title={pageTitle}
      trail={[{ label: t("teach.nav.questions"), href: questionsPath(slug) }]}
      actions={<LinkButton href={questionsPath(slug, "import")}>{t("authoring.bank.import_again")}</LinkButton>}
    >
      <Notice tone={run.isRefused ? "error" : "success"}>
        {t(run.isRefused ? "authoring.bank.import_refused" : "authoring.bank.import_done")}
      </Notice>
      {run.report.length > 0 && <ImportReport report={run.report} isRefused={run.isRefused} />}
    </TeachPage>
  );
}
