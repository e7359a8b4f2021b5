import type { PageRequest } from "#app/http/page.server.ts";
import type { Actor } from "#app/modules/accounts/actor.ts";
import { hasRole, isAdministrator } from "#app/modules/accounts/policy.ts";
import { listUnreadWarnings } from "#app/modules/accounts/sanctions/read-warning.server.ts";
import { lettersLostOf } from "#app/modules/certificates/check-name.server.ts";
import { listCertificatesOf } from "#app/modules/certificates/find-certificate.server.ts";
import { listForumFor } from "#app/modules/forum/topics/list-forum.server.ts";
import { listBegunWork } from "#app/modules/learning/grades/list-begun-work.server.ts";
import { dueNextIn } from "#app/modules/learning/grades/due-next.ts";
import { listStaffWork } from "#app/modules/learning/grades/list-staff-work.server.ts";
import { listOwnOutlines } from "#app/modules/learning/outline/list-own-courses.server.ts";
import { listOwnInvitations } from "#app/modules/learning/enrolment/accept-own-invitation.server.ts";
import { getSiteWeekFor } from "#app/modules/site/get-site-week.server.ts";
import { listComing } from "#app/modules/webinars/list-webinars.server.ts";
import { listUpcomingFor } from "#app/modules/webinars/get-webinar.server.ts";

const few = 5;

type Wish = Pick<PageRequest, "language"> & { at: Date };

/**
 * The blocks of a member's home, each by itself: what it shows, and nothing where it has nothing to say. Each asks the database
 * twice at most; those of a role ask nothing for whoever does not have it.
 */
export const homeBlocks = {
  warnings: (actor: Actor) => listUnreadWarnings(actor),
  invitations: (actor: Actor, { language, at }: Wish) => listOwnInvitations(actor, language, at),
  lost: (actor: Actor) => lettersLostOf(actor.id),
  learning: async (actor: Actor, { language, at }: Wish) => {
    const outlines = await listOwnOutlines(actor, { language, at });
    return { courses: outlines.map(({ course }) => course), due: dueNextIn(outlines, { at }) };
  },
  begun: (actor: Actor, { language }: Wish) => listBegunWork(actor, { language, limit: few }),
  unread: async (actor: Actor) => (await listForumFor(actor, { tab: "unread", limit: few })).topics,
  webinars: findWebinars,
  certificates: (actor: Actor) => listCertificatesOf(actor),
  staffWork: async (actor: Actor, { language }: Wish) =>
    hasRole(actor, ["trainer"]) ? listStaffWork(actor, { language }) : [],
  unanswered: async (actor: Actor) =>
    hasRole(actor, ["facilitator"]) ? (await listForumFor(actor, { tab: "unanswered", limit: few })).topics : [],
  site: async (actor: Actor, { at }: Wish) => (isAdministrator(actor) ? getSiteWeekFor(actor, { at }) : null),
};

/** All of a member's home. */
export async function loadMemberHome(actor: Actor, { language }: Pick<PageRequest, "language">) {
  const wish = { language, at: new Date() };
  const blocks = Object.entries(homeBlocks).map(async ([name, load]) => [name, await load(actor, wish)] as const);
  const loaded = Object.fromEntries(await Promise.all(blocks)) as {
    [K in keyof typeof homeBlocks]: Awaited<ReturnType<(typeof homeBlocks)[K]>>;
  };
  const { learning, ...others } = loaded;
  return { ...learning, ...others, handle: actor.handle, name: actor.name, at: wish.at };
}

export type MemberHomeData = Awaited<ReturnType<typeof loadMemberHome>>;

/** What they are registered for or hold, nearest first; else the next one of all, to register for. */
async function findWebinars(actor: Actor, { at }: Wish) {
  const own = await listUpcomingFor(actor, { at, limit: 3 });
  if (own.length > 0) return { own, next: null };
  return { own, next: (await listComing(actor, { at, limit: 1 })).webinars[0] ?? null };
}
