import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { announce, moveThing, noteDecision } from "./cases/decide-case.server.ts";
import { lockCase } from "./cases/lock-case.server.ts";
import { keptDays } from "./limits.ts";

export const hiddenBatch = 100;
export const casesBatch = 500;

/** Sweep: brings back what was hidden until a day that has come; its author is told. Returns how many cases it looked at. */
export async function endHiding({ at = new Date() } = {}): Promise<number> {
  const due = await db().moderationCase.findMany({
    where: { hiddenUntil: { lte: at } },
    orderBy: { hiddenUntil: "asc" },
    select: { id: true },
    take: hiddenBatch,
  });
  for (const { id } of due) {
    const ended = await transaction(async (tx) => {
      const found = await lockCase(tx, { id });
      // Decided otherwise while this waited.
      if (!found?.hiddenUntil || found.hiddenUntil > at) return null;
      let isHidden = false;
      const state = await moveThing(tx, found, { verdict: "restore", by: null, reason: "", at }, (now) => {
        isHidden = now === "hidden";
        return isHidden;
      });
      await tx.moderationCase.update({ where: { id }, data: { hiddenUntil: null }, select: { id: true } });
      if (isHidden) {
        const decided = { verdict: "restore", reason: "", by: null, until: null, at, isMoved: state !== null } as const;
        await noteDecision(tx, found, decided);
      }
      return { ...found, state };
    });
    if (ended) announce(ended);
  }
  return due.length;
}

/** Sweep: deletes cases that were decided two years ago, with their reports, decisions and appeals. Returns how many. */
export async function deleteOldCases({ at = new Date() } = {}): Promise<number> {
  const before = new Date(at.getTime() - keptDays * 86_400_000);
  return db().$executeRaw`
    DELETE FROM moderation_cases WHERE id IN (
      SELECT id FROM moderation_cases WHERE state = 'decided' AND decided_at < ${before}
       ORDER BY decided_at LIMIT ${casesBatch})`;
}
