import { randomUUID } from "node:crypto";
import { db } from "#app/infra/db.server.ts";
import { transaction } from "#app/infra/transaction.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { findActor } from "#app/modules/accounts/sessions.server.ts";
import { setSpaceRole } from "#app/modules/forum/spaces/set-space-role.server.ts";

type SpaceWish = { joinMode?: "open" | "ask" | "members" };

/** A space without an activity, under a code of its own. */
export async function makeSpace({ joinMode = "open" }: SpaceWish = {}): Promise<{ code: string }> {
  const code = `space-${randomUUID().slice(0, 8)}`;
  return db().space.create({
    data: { code, position: 1000, charter: { en: "A place to try things out." }, joinMode },
    select: { code: true },
  });
}

/** Makes somebody a member or a facilitator of a space, or neither, and returns them as they are then. */
export async function makeSpaceMember(
  { id }: Pick<Actor, "id">,
  spaceCode: string,
  role: "member" | "facilitator" | null = "member",
): Promise<Actor> {
  await transaction((tx) => setSpaceRole(tx, { spaceCode, userId: id, role, by: null, at: new Date() }));
  return (await findActor(id))!;
}
