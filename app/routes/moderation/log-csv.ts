import { csvResponse } from "#app/http/csv.server.ts";
import { pageless } from "#app/http/resource.server.ts";
import { auditLabel } from "#app/modules/administration/audit-actions.ts";
import { listLogFor, logFileLines } from "#app/modules/moderation/list-log.server.ts";
import { spaceTitle } from "#app/modules/notifications/sentences.ts";
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
    t("moderation.log.space"),
    t("moderation.log.kind"),
    t("moderation.case.author"),
    t("moderation.case.decision"),
    t("moderation.case.reason"),
    t("moderation.log.from_to"),
  ];
  const rows = lines.map(
    ({ at, action, actor: by, subject, number, space, kind, author, verdict, reason, from, to }) => [
      at.toISOString(),
      t(auditLabel(action)),
      by?.text ?? "",
      subject?.text ?? "",
      space ? spaceTitle(space, t) : "",
      kind ? [t(kindLabels[kind]), ...(number === null ? [] : [number])].join(" ") : "",
      author?.text ?? "",
      verdict ? t(verdictLabels[verdict]) : "",
      reason,
      from || to ? t("admin.audit.from_to", { from: from || "–", to: to || "–" }) : "",
    ],
  );
  return csvResponse("moderation", language, [heads, ...rows]);
});
