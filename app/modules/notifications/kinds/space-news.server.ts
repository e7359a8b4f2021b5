import type { EventPayload } from "#app/events.ts";
import { offeredLanguage } from "#app/i18n/offered-languages.ts";
import { translatorFor } from "#app/i18n/t.server.ts";
import {
  findDeclinedWish,
  findMembersOfArchived,
  findSpaceRole,
  findWishToDecide,
  isSpaceSeenByAll,
} from "#app/modules/forum/members/notification-facts.server.ts";
import { membersPath, spacePath } from "#app/modules/forum/paths.ts";
import type { News } from "#app/modules/notifications/kinds/contract.server.ts";
import { mapSpaceNames } from "#app/modules/forum/spaces/space-names.server.ts";
import { spaceTitle } from "#app/modules/notifications/sentences.ts";

/** What every news of a space says. */
async function about(space: string) {
  const spaceName = (await mapSpaceNames([space])).get(space);
  const title = (language: string) => spaceTitle({ space, spaceName }, translatorFor(offeredLanguage(language)));
  return { title, facts: { space, ...(spaceName !== undefined && { spaceName }) } };
}

type RoleFact = { spaceCode: string; userId: string; at: string };

/** News for one person of what they are in a space since a moment. */
async function newsOfRole(
  kind: string,
  { spaceCode, userId, at }: RoleFact,
  path = spacePath(spaceCode),
): Promise<News> {
  const groupKey = `${kind}:${spaceCode}`;
  return { to: [userId], groupKey, event: () => `${groupKey}:${at}`, path, ...(await about(spaceCode)) };
}

/** Tells somebody that they belong to a space because somebody else has brought that about, while they do. */
export async function newsOfMembership(fact: EventPayload<"forum.member.added">): Promise<News | null> {
  if ((await findSpaceRole(fact.spaceCode, fact.userId)) === null) return null;
  return newsOfRole("space-joined", fact);
}

/** Tells somebody that they facilitate a space, while they do. */
export async function newsOfAppointment(fact: EventPayload<"forum.facilitator.appointed">): Promise<News | null> {
  if ((await findSpaceRole(fact.spaceCode, fact.userId)) !== "facilitator") return null;
  return newsOfRole("space-appointed", fact);
}

/** Tells somebody that they facilitate a space no more, while they belong to it without that. */
export async function newsOfDismissal(fact: EventPayload<"forum.facilitator.dismissed">): Promise<News | null> {
  if ((await findSpaceRole(fact.spaceCode, fact.userId)) !== "member") return null;
  return newsOfRole("space-dismissed", fact);
}

/** Tells somebody that they were removed from a space, while they are not in it; it leads there only as long as they see it. */
export async function newsOfRemoval(fact: EventPayload<"forum.member.removed">): Promise<News | null> {
  const { spaceCode, userId } = fact;
  if ((await findSpaceRole(spaceCode, userId)) !== null) return null;
  return newsOfRole("space-removed", fact, (await isSpaceSeenByAll(spaceCode)) ? spacePath(spaceCode) : "/forum");
}

/** Tells the members of a space that it is archived, while it is; whoever did it knows. */
export async function newsOfArchive({
  spaceCode,
  byId,
  at,
}: EventPayload<"forum.space.archived">): Promise<News | null> {
  const members = await findMembersOfArchived(spaceCode);
  const to = members?.filter((id) => id !== byId) ?? [];
  if (to.length === 0) return null;
  const groupKey = `space-archived:${spaceCode}`;
  return { to, groupKey, event: () => `${groupKey}:${at}`, path: spacePath(spaceCode), ...(await about(spaceCode)) };
}

/** Tells the facilitators of a space that somebody wishes to belong to it; one notification for each space, which grows while it is unread. */
export async function newsOfWish({ wishId }: EventPayload<"forum.wish.made">): Promise<News | null> {
  const news = await findWishToDecide(wishId);
  if (!news) return null;
  const { spaceCode, person, deciderIds } = news;
  return {
    to: deciderIds,
    groupKey: `wishes:${spaceCode}`,
    event: () => wishId,
    by: person,
    path: membersPath(spaceCode),
    ...(await about(spaceCode)),
  };
}

/** Tells somebody that their wish was declined, and why. */
export async function newsOfDeclinedWish({ wishId }: EventPayload<"forum.wish.declined">): Promise<News | null> {
  const news = await findDeclinedWish(wishId);
  if (!news) return null;
  const { spaceCode, userId, reason } = news;
  const groupKey = `wish:${wishId}`;
  const { title, facts } = await about(spaceCode);
  return {
    to: [userId],
    groupKey,
    event: () => groupKey,
    title,
    facts: { ...facts, reason: reason ?? "" },
    path: spacePath(spaceCode),
  };
}
