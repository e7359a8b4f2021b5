import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { MaybeActor } from "#app/modules/accounts/actor.ts";
import { withZone } from "#app/modules/accounts/person-columns.ts";
import { requireActive } from "#app/modules/accounts/policy.ts";
import { type DigestRhythm, nextDigestAt } from "#app/modules/notifications/digest-time.ts";
import { type MailList, defaultLists, mailLists } from "#app/modules/notifications/kinds/names.ts";
import { lockPerson } from "#app/modules/notifications/person.server.ts";
import type { MailSettingsInput } from "#app/modules/notifications/schemas.ts";
import { switchList } from "#app/modules/notifications/switch-subscription.server.ts";

export type MailSettings = DigestRhythm & {
  /** The lists that are on. */
  lists: MailList[];
  /** When the next digest is due, or null when none is. */
  nextDueAt: Date | null;
};

const rhythm = { frequency: true, weekday: true, hour: true, nextDueAt: true } as const;

/** What mail the actor gets. Throws 401, 403. Two SQL statements. */
export async function getMailSettings(maybe: MaybeActor): Promise<MailSettings> {
  const { id: userId } = requireActive(maybe);
  const [digest, rows] = await Promise.all([
    db().digestSetting.findUnique({ where: { userId }, select: rhythm }),
    db().mailSubscription.findMany({ where: { userId }, select: { list: true, unsubscribedAt: true } }),
  ]);
  const isOn = (list: MailList) => {
    const row = rows.find((subscription) => subscription.list === list);
    return row ? row.unsubscribedAt === null : defaultLists[list];
  };
  const { weekday = 1, hour = 8, nextDueAt = null } = digest ?? {};
  const frequency = nextDueAt && digest ? digest.frequency : "never";
  return { frequency, weekday, hour, nextDueAt, lists: mailLists.filter(isOn) };
}

/**
 * Saves what mail the actor wants. A digest that is switched on begins now; one that was on keeps its place, so nothing
 * is told twice or left out. Throws 401, 403.
 */
export async function saveMailSettings(
  maybe: MaybeActor,
  { lists, ...wish }: MailSettingsInput,
  { at = new Date() } = {},
): Promise<void> {
  const { id: userId, zone } = requireActive(maybe);
  await transaction(async (tx) => {
    await lockPerson(tx, userId);
    for (const list of ["replies", "topics", "webinars", "teaching"] as const)
      await switchList(tx, userId, { list, isOn: lists.includes(list), at });
    await switchList(tx, userId, { list: "digest", isOn: wish.frequency !== "never", at });
    const data = { ...wish, nextDueAt: nextDigestAt(wish, zone, at) };
    const create = { userId, ...data, coveredUntil: at };
    await tx.digestSetting.upsert({ where: { userId }, create, update: data, select: { userId: true } });
  });
}

/** Job: the person's clock may have changed, so the next digest is due at another moment. */
export async function rescheduleDigest(userId: string, { at = new Date() } = {}): Promise<void> {
  await transaction(async (tx) => {
    await lockPerson(tx, userId);
    const select = { ...rhythm, user: withZone } as const;
    const row = await tx.digestSetting.findUnique({ where: { userId }, select });
    if (!row?.nextDueAt) return;
    // One that is due already stays due.
    if (row.nextDueAt <= at) return;
    const nextDueAt = nextDigestAt(row, row.user.zone, at);
    await tx.digestSetting.update({ where: { userId }, data: { nextDueAt }, select: { userId: true } });
  });
}
