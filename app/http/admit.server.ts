import type { Actor } from "#app/modules/accounts/actor.ts";
import { requireActive, requirePoster } from "#app/modules/accounts/policy.ts";
import { type PageRequest, requireSameViewer } from "#app/http/page.server.ts";

/** Admits whoever is signed in and not suspended to a form; the action gets them as `access`. Throws 401, 403. */
export async function admitActive({ actor }: Pick<PageRequest, "actor">): Promise<Actor> {
  return requireActive(actor);
}

/** Admits whoever may say something that others read. Throws as `requirePoster`. */
export async function admitPoster({ actor }: Pick<PageRequest, "actor">): Promise<Actor> {
  return requirePoster(actor);
}

/** Admits whoever is active to what a page sends by itself: only whom it was made for. Throws as `requireSameViewer`, and 403. */
export async function admitActiveViewer(request: PageRequest): Promise<Actor> {
  await requireSameViewer(request);
  return requireActive(request.actor);
}
