import { db } from "#app/infra/db.server.ts";
import { knownKindOf } from "./kinds/names.ts";
import { kindOf } from "./kinds/table.server.ts";
import { appealPath, reportPath } from "./paths.ts";

/** What people are told of a decision; null when the decision or the thing is gone. At most five SQL statements. */
export async function getDecisionNews(decisionId: string) {
  const row = await db().moderationDecision.findUnique({
    where: { id: decisionId },
    select: {
      caseId: true,
      verdict: true,
      reason: true,
      movedSight: true,
      answers: { select: { id: true } },
      case: { select: { kind: true, thingId: true, authorId: true, reports: { select: { reporterId: true } } } },
    },
  });
  const kind = row && knownKindOf(row.case.kind);
  const [thing] = kind ? await kindOf(kind).find(db(), [row.case.thingId]) : [];
  if (!row || !kind || !thing) return null;
  const { caseId, verdict, reason, movedSight: isMoved, answers, case: about } = row;
  const named = { kind, id: about.thingId };
  return {
    caseId,
    verdict,
    reason,
    isAnswer: answers !== null,
    isMoved,
    authorId: about.authorId,
    reporterIds: about.reports.map(({ reporterId }) => reporterId),
    title: thing.title,
    href: thing.href,
    authorHref: appealPath(named),
    reporterHref: reportPath(named),
  };
}
