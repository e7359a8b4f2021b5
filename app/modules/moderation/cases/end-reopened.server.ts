import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { noteDecision } from "./decide-case.server.ts";
import { lockCase } from "./lock-case.server.ts";

/**
 * Job: ends what was open about a submission that was given back to its people at `at`, in the name of the site: its reports and its appeal
 * were about a text that is not there any more, and do not count for the next one. A case that somebody has reported since stays. Nothing comes
 * back later by a day that was set for the old text, and a decision about a page that shows it is refused. Twice is once.
 */
export async function endCasesOfReopened({
  submissionId,
  at: moment,
}: {
  submissionId: string;
  at: string;
}): Promise<void> {
  const at = new Date(moment);
  const about = { kind: "submission", thingId: submissionId };
  const isOld = { openedAt: { lte: at }, reports: { none: { createdAt: { gt: at } } } };
  const open = await db().moderationCase.findFirst({
    where: { ...about, ...isOld, state: { not: "decided" } },
    select: { id: true },
  });
  await transaction(async (tx) => {
    const found = open && (await lockCase(tx, open));
    // Decided while this waited.
    if (found && found.state !== "decided") {
      // It was out of sight when its author appealed, and is not any more.
      const verdict = found.state === "appealed" ? "restore" : "keep";
      await noteDecision(tx, found, { verdict, reason: "", by: null, until: null, at, isMoved: false });
    }
    const data = { hiddenUntil: null, version: { increment: 1 } };
    await tx.moderationCase.updateMany({
      where: { ...about, state: "decided", hiddenUntil: { not: null }, decidedAt: { lte: at } },
      data,
    });
  });
}
