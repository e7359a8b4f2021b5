import type { Tx } from "#app/infra/db.server.ts";
import { waitingQueuePath } from "#app/modules/forum/paths.ts";
import { listStillWaiting } from "#app/modules/forum/waiting/find-waiting-to-decide.server.ts";
import type { Observed } from "#app/modules/notifications/kinds/contract.server.ts";
import { caseGroups, waitingGroup } from "#app/modules/notifications/kinds/names.ts";
import { waitingIdOf } from "#app/modules/notifications/kinds/team-news.server.ts";
import { changeTold, dropTold, type Told, toldEvents } from "./change-told.server.ts";

/** Which of some events still wait for the team, each with where it is decided. */
type StillWait = (events: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * Job: takes out of what the team was told the cases and appeals that are decided by now; a notification that tells of nothing else goes, with
 * its mail that was not sent. Doing it twice changes nothing.
 */
export async function withdrawCases(observed: Observed): Promise<void> {
  await withdrawDecided(Object.values(caseGroups), (ids) => observed.undecided(ids));
}

/** Job: the same for posts that waited, and were decided about or deleted. */
export async function withdrawWaiting(): Promise<void> {
  await withdrawDecided([waitingGroup], async (events) => {
    const waiting = await listStillWaiting(events.map(waitingIdOf));
    const still = events.filter((event) => waiting.has(waitingIdOf(event)));
    return new Map(still.map((event) => [event, waitingQueuePath(waitingIdOf(event))]));
  });
}

async function withdrawDecided(groups: readonly string[], stillWait: StillWait): Promise<void> {
  await changeTold({ groupKey: { in: [...groups] } }, async (tx, all) => {
    const waiting = await stillWait([...new Set(all.flatMap(({ events }) => events))]);
    for (const one of all) await tellTheRest(tx, one, waiting);
  });
}

async function tellTheRest(tx: Tx, told: Told, waiting: ReadonlyMap<string, string>): Promise<void> {
  const tells = toldEvents(told);
  const rest = tells.filter((event) => waiting.has(event));
  if (rest.length === tells.length) return;
  if (rest.length === 0) return dropTold(tx, told);
  const data = { ...told.data, count: told.data.count - (tells.length - rest.length) };
  const path = rest.length === 1 ? waiting.get(rest[0]!)! : told.path;
  const events = told.events.filter((event) => waiting.has(event));
  await tx.notification.update({ where: { id: told.id }, data: { data, path, events }, select: { id: true } });
}
