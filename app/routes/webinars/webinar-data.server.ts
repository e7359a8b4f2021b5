import { excerpt } from "#app/lib/markdown.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { canManage, isChangeable, isOpenToRegister, roomPhase } from "#app/modules/webinars/policy.ts";
import { getWebinarFor, publicIdOf } from "#app/modules/webinars/get-webinar.server.ts";

/** The page's data at any of its addresses; the forms below it re-render the page at theirs. */
export async function loadWebinar({ actor, param }: PageRequest) {
  const now = new Date();
  const webinar = await getWebinarFor(actor, publicIdOf(param("id")));
  const { id: _, trainerId, description, ...shown } = webinar;
  return {
    now,
    webinar: shown,
    about: actor ? null : excerpt(description, 200),
    phase: roomPhase(webinar, now),
    isOpen: isOpenToRegister(webinar, now),
    mayManage: canManage(actor, webinar),
    mayChange: canManage(actor, webinar) && isChangeable(webinar, now),
    isTrainer: actor?.id === trainerId,
  };
}
