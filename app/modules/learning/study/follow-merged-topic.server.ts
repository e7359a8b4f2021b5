import { transaction } from "#app/infra/transaction.server.ts";

/**
 * A topic of the forum is part of another one now: units and cohorts that led to it lead there. Returns whether a unit did; a second
 * time changes nothing.
 */
export async function followMergedTopic({ from, into }: { from: number; into: number }): Promise<boolean> {
  return transaction(async (tx) => {
    await tx.cohort.updateMany({ where: { topicNumber: from }, data: { topicNumber: into } });
    const { count } = await tx.unit.updateMany({ where: { topicNumber: from }, data: { topicNumber: into } });
    return count > 0;
  });
}
