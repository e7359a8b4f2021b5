import type { z } from "zod";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import type { profilePageSchema } from "#app/modules/accounts/schemas.ts";

/** What the actor's page says besides their profile. One SQL statement. */
export function getOwnPage(actor: Actor): Promise<{ themes: string[]; spoken: string[]; hidden: string[] }> {
  return db().user.findUniqueOrThrow({
    where: { id: actor.id },
    select: { themes: true, spoken: true, hidden: true },
  });
}

/** Saves what the actor works on, their languages, and what of their page others do not see. */
export async function savePage(actor: Actor, input: z.infer<typeof profilePageSchema>): Promise<void> {
  const data = { themes: input.activities.toSorted(), spoken: input.languages, hidden: input.hidden };
  await db().user.update({ where: { id: actor.id }, data, select: { id: true } });
}
