import type { MessageKey } from "#app/i18n/catalogues/en.ts";
import { useLoaderData } from "@remix-run/react";
import { pageTitle } from "#app/http/page-title.ts";
import { page } from "#app/http/page.server.ts";
import {
  getImportRunFor,
  type ImportRunView,
  isFinished,
} from "#app/modules/learning/interchange/courses/run-import.server.ts";
import { coursePath } from "#app/modules/learning/courses/paths.ts";
import { ImportReport } from "#app/ui/elements/import-report.tsx";
import { ImportState } from "#app/routes/admin/imports-state.tsx";
import { isolate } from "#app/lib/isolate.ts";
import { LinkButton } from "#app/ui/elements/buttons.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Notice, type NoticeTone } from "#app/ui/elements/notices.tsx";
import { AdminPage } from "./frame/admin-page.tsx";
import { RunProgress } from "#app/ui/elements/run-progress.tsx";
import { Time } from "#app/ui/text/time.tsx";

export const handle = { tool: true };

export const loader = page(async ({ actor, param, t }) => {
  const run = await getImportRunFor(actor, param("id"));
  const title = t("admin.imports.run", { source: isolate(run.source) });
  return { title, run, isOver: isFinished(run.state) };
});

export const meta = pageTitle;

const words: Record<ImportRunView["state"], { key: MessageKey; tone: NoticeTone }> = {
  waiting: { key: "admin.imports.waiting", tone: "info" },
  running: { key: "admin.imports.running", tone: "info" },
  done: { key: "admin.imports.done", tone: "success" },
  refused: { key: "admin.imports.refused", tone: "error" },
  failed: { key: "admin.imports.failed", tone: "warning" },
};

export default function ImportRun() {
  const { t, format } = useI18n();
  const { title, run, isOver } = useLoaderData<typeof loader>() as {
    title: string;
    run: ImportRunView;
    isOver: boolean;
  };
  const isSame = run.state === "done" && run.report.every(({ outcome }) => outcome === "unchanged");
  const { key, tone } = words[run.state];
  return (
    <AdminPage
      section="imports"
      title={title}
      trail={[{ label: t("admin.imports.title"), href: "/admin/imports" }]}
      kicker={<ImportState state={run.state} />}
      meta={<Time iso={run.createdAt.toISOString()} text={format.dateTime(run.createdAt)} />}
    >
      <div className="stack">
        <Notice tone={tone}>{t(isSame ? "admin.imports.done_same" : key)}</Notice>
        {!isOver && <Watch run={run} />}
        {run.state === "done" && run.courseSlug && (
          <p>
            <LinkButton href={coursePath(run.courseSlug)}>{t("admin.imports.see_course")}</LinkButton>
          </p>
        )}
      </div>
      {run.report.length > 0 && <ImportReport report={run.report} isRefused={run.state === "refused"} />}
    </AdminPage>
  );
}

function Watch({ run }: { run: ImportRunView }) {
  const { t } = useI18n();
  const { id, done, total } = run;
  return (
    <RunProgress
      statusUrl={`/admin/imports/${id}/status.json`}
      done={done}
      total={total}
      label={t("admin.imports.progress")}
      text={total > 0 && t("admin.imports.progress_of", { done, total })}
    />
  );
}
