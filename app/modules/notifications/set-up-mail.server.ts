import { findPerson } from "#app/modules/accounts/find-person.server.ts";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import { nextDigestAt } from "#app/modules/notifications/digest-time.ts";
import { lockPerson } from "#app/modules/notifications/person.server.ts";
import { subscribe } from "#app/modules/notifications/switch-subscription.server.ts";

type Wish = { userId: string; digest: "daily" | "weekly" | "never" };

/**
 * Job: sets up what a new person gets by mail as they chose when they joined: a digest on Mondays at eight by their own
 * clock. Twice is once.
 */
export async function setUpMail({ userId, digest }: Wish, { at = new Date() } = {}): Promise<void> {
  const person = await findPerson(db(), userId);
  if (!person) return;
  await transaction(async (tx) => {
    await lockPerson(tx, userId);
    await subscribe(tx, userId, { at, off: digest === "never" ? ["digest"] : [] });
    const rhythm = { frequency: digest, weekday: 1, hour: 8 };
    const nextDueAt = nextDigestAt(rhythm, person.zone, at);
    const data = { userId, ...rhythm, coveredUntil: person.createdAt, nextDueAt };
    await tx.digestSetting.createMany({ data: [data], skipDuplicates: true });
  });
}
