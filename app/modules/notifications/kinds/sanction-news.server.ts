import { findSanctionFacts } from "#app/modules/accounts/sanctions/list-sanctions.server.ts";
import type { SanctionKind } from "#app/modules/accounts/sanctions/sanction-kinds.ts";
import type { News } from "#app/modules/notifications/kinds/contract.server.ts";

/** Tells a person that the team has warned, silenced or suspended them, unless that was ended by now. */
export function newsOfSanction(asked: SanctionKind) {
  return async ({ sanctionId }: { sanctionId: string }): Promise<News | null> => {
    const sanction = await findSanctionFacts(sanctionId);
    if (!sanction || sanction.kind !== asked || sanction.endedAt) return null;
    const { kind, reason, until, user } = sanction;
    const groupKey = `sanction:${sanctionId}`;
    return {
      to: [user.id],
      groupKey,
      event: () => groupKey,
      title: () => "",
      facts: { reason, ...(until && { startsAt: until.toISOString() }) },
      // Whoever is suspended cannot open their own record.
      path: kind === "suspend" ? "/about" : recordPath(user.handle),
    };
  };
}

/** Tells a person that it has ended before its time. */
export async function newsOfSanctionEnd({ sanctionId }: { sanctionId: string }): Promise<News | null> {
  const sanction = await findSanctionFacts(sanctionId);
  if (!sanction) return null;
  const { user } = sanction;
  const groupKey = `sanction-end:${sanctionId}`;
  return { to: [user.id], groupKey, event: () => groupKey, title: () => "", path: recordPath(user.handle) };
}

const recordPath = (handle: string) => `/people/${handle}/record`;
