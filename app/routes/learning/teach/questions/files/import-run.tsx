import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page } from "#app/http/page.server.ts";
import { titled } from "#app/http/page-title.ts";
import {
  getQuestionImportFor,
  type QuestionImportRun,
  repeatQuestionImport,
} from "#app/modules/learning/interchange/questions/run-question-import.server.ts";
import { getAuthoringFor } from "#app/modules/learning/courses/staff-access.server.ts";
import { ImportReport } from "#app/ui/elements/import-report.tsx";
import { questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { withOverview } from "#app/routes/learning/teach/frame/staff-page.server.ts";
import { TeachPage } from "#app/routes/learning/teach/frame/teach-page.tsx";
import { admitAuthor } from "#app/routes/learning/teach/frame/admit.server.ts";
import { isolate } from "#app/lib/isolate.ts";
import { Button, LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice, type NoticeTone } from "#app/ui/elements/notices.tsx";
import { RunProgress } from "#app/ui/elements/run-progress.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, language, t }) => {
  const access = await withOverview(await getAuthoringFor(actor, param("slug"), language));
  const run = await getQuestionImportFor(access, param("run"));
  return { pageTitle: t("authoring.bank.import_report", { source: isolate(run.source) }), access, run };
});

/** Takes the same file another way. */
export const action = form(
  { schema: z.object({ intent: z.enum(["part", "titles"]) }), admit: admitAuthor },
  async ({ intent }, { param, access }) => {
    const run = await repeatQuestionImport(access, param("run"), intent);
    return redirectWith(questionsPath(param("slug"), `imports/${run}`));
  },
);

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [{ title: titled(data?.pageTitle, matches) }];

type State = QuestionImportRun["state"];

const tones: Record<State, NoticeTone> = {
  waiting: "info",
  running: "info",
  done: "success",
  refused: "error",
  failed: "warning",
};
const words: Record<State, MessageKey> = {
  waiting: "admin.imports.waiting",
  running: "admin.imports.running",
  done: "authoring.bank.import_done",
  refused: "authoring.bank.import_refused",
  failed: "admin.imports.failed",
};
const choices: Record<QuestionImportRun["choices"][number], { why: MessageKey; label: MessageKey }> = {
  part: { why: "authoring.bank.import_part_why", label: "authoring.bank.import_part" },
  titles: { why: "authoring.bank.import_titles_why", label: "authoring.bank.import_titles" },
};

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
      <Notice tone={tones[run.state]}>{t(words[run.state])}</Notice>
      {!run.isOver && (
        <RunProgress
          statusUrl={questionsPath(slug, `imports/${run.id}/status.json`)}
          done={run.done}
          total={run.total}
          label={t("authoring.bank.import_progress")}
          text={run.total > 0 && t("admin.imports.progress_of", { done: run.done, total: run.total })}
        />
      )}
      {run.choices.map((choice) => (
        <form key={choice} method="post" className="form">
          <p>{t(choices[choice].why)}</p>
          <Button name="intent" value={choice}>
            {t(choices[choice].label)}
          </Button>
        </form>
      ))}
      {run.report.length > 0 && <ImportReport report={run.report} isRefused={run.isRefused} />}
    </TeachPage>
  );
}
