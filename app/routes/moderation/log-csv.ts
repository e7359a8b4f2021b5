import { csvResponse } from "#app/http/csv.server.ts";
import { pageless } from "#app/http/resource.server.ts";
import { auditLabel } from "#app/modules/administration/audit-actions.ts";
import { listLogFor, logFileLines } from "#app/modules/moderation/list-log.server.ts";
import { kindLabels, verdictLabels } from "./labels.ts";
import { logSearchOf } from "./log-search.ts";

/** What the page of the log finds, as a file. */
export const loader = pageless(async ({ actor, url, language, t }) => {
  const { lines } = await listLogFor(actor, logSearchOf(url), { limit: logFileLines });
  const heads = [
    t("admin.audit.when"),
    t("admin.audit.action"),
    t("admin.audit.actor"),
    t("admin.audit.subject"),
    t("moderation.log.kind"),
    t("moderation.case.author"),
    t("moderation.case.decision"),
    t("moderation.case.reason"),
  ];
  const rows = lines.map(({ at, action, actor: by, subject, kind, author, verdict, reason }) => [
    at.toISOString(),
    t(auditLabel(action)),
    by?.text ?? "",
    subject?.text ?? "",
    kind ? t(kindLabels[kind]) : "",
    author?.text ?? "",
    verdict ? t(verdictLabels[verdict]) : "",
    reason,
  ]);
  return csvResponse("moderation", language, [heads, ...rows]);
});
