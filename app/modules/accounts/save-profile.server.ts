import type { z } from "zod";
import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import { record, transaction } from "#app/infra/transaction.server.ts";
import type { Actor, MaybeActor, Role } from "./actor.ts";
import type { BlockLevel } from "./blocks/block-person.server.ts";
import { findBlocksBetween } from "./blocks/list-blocks.server.ts";
import { contactParts, type ProfilePart } from "./profile-parts.ts";
import { canSeeSuspended } from "./policy.ts";
import { requireOwnName, standingOf } from "./records/moderate-profile.server.ts";
import type { profileSchema } from "./schemas.ts";

/** What others see of a person. No address, no legal name. */
export type PublicProfile = {
  id: string;
  name: string;
  handle: string;
  role: Role;
  country: string;
  institution: string | null;
  about: string | null;
  picture: string | null;
  /** Activities that they work on, and languages that they can be written to in. */
  themes: string[];
  spoken: string[];
  /** Parts of the page that they keep to themselves: whoever shows others asks. */
  hidden: string[];
  /** Whether moderators took texts and picture away. */
  isWithdrawn: boolean;
  /** Whether moderators gave them the neutral name that they have. */
  isRenamed: boolean;
  createdAt: Date;
  /** What the actor has chosen about the person: muted, blocked or neither. */
  keptAway: BlockLevel | null;
  /** Whether the actor may turn to the person: not once they have blocked the actor. */
  mayAsk: boolean;
};

/**
 * The public profile under a handle, without what the person keeps to themselves; whom they have blocked is not shown how they can
 * be reached, either. Throws 404 when there is none, it has ended, or the person is suspended and no staff asks. One statement,
 * another for whoever is signed in.
 */
export async function getProfileFor(actor: MaybeActor, handle: string): Promise<PublicProfile> {
  const row = await db().user.findUnique({
    where: { handle: handle.toLowerCase(), endedAt: null },
    select: {
      id: true,
      name: true,
      handle: true,
      role: true,
      country: true,
      institution: true,
      about: true,
      picture: true,
      themes: true,
      spoken: true,
      hidden: true,
      withdrawn: true,
      createdAt: true,
      suspendedUntil: true,
    },
  });
  if (!row) throw notFound();
  const { suspendedUntil, withdrawn, ...profile } = row;
  if (suspendedUntil && suspendedUntil > new Date() && !canSeeSuspended(actor)) throw notFound();
  const isOther = actor !== null && actor.id !== row.id;
  const { keptAway, isBlocked } = isOther
    ? await findBlocksBetween(actor, row.id)
    : { keptAway: null, isBlocked: false };
  const mayReach = !isBlocked || canSeeSuspended(actor);
  const shows = (part: ProfilePart) => !profile.hidden.includes(part) && (mayReach || !contactParts.includes(part));
  return {
    ...profile,
    keptAway,
    mayAsk: isOther ? mayReach : actor === null,
    ...standingOf(withdrawn, row.name),
    institution: shows("institution") ? profile.institution : null,
    themes: shows("themes") ? profile.themes : [],
    spoken: shows("languages") ? profile.spoken : [],
  };
}

/** The actor's own profile, with what only they see. */
export function getOwnProfile(actor: Actor) {
  return db().user.findUniqueOrThrow({
    where: { id: actor.id },
    select: {
      name: true,
      handle: true,
      legalName: true,
      email: true,
      country: true,
      language: true,
      zone: true,
      institution: true,
      about: true,
    },
  });
}

/**
 * Saves the actor's own profile. Another zone is a fact of its own: what is due by the person's clock moves. Throws 400 for a name that
 * moderators have taken from them.
 */
export async function saveProfile(actor: Actor, input: z.infer<typeof profileSchema>): Promise<void> {
  const data = {
    ...input,
    legalName: input.legalName || null,
    institution: input.institution || null,
    about: input.about || null,
  };
  await transaction(async (tx) => {
    await requireOwnName(tx, actor.id, input.name);
    await tx.user.update({ where: { id: actor.id }, data, select: { id: true } });
    if (input.zone !== actor.zone) await record(tx, "accounts.zone.changed", { userId: actor.id });
  });
}

/** Remembers the interface language that the person switched to. */
export async function saveLanguage(actor: Actor, language: string): Promise<void> {
  if (actor.language === language) return;
  await db().user.update({ where: { id: actor.id }, data: { language }, select: { id: true } });
}
