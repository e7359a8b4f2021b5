import type { PageRequest } from "#app/http/page.server.ts";
import { getUnitFor } from "#app/modules/learning/study/get-unit.server.ts";
import { loadOwnData } from "./unit-kinds.server.ts";

/** What the page of a unit shows; a refused form of the page needs it too. */
export async function loadUnitPage({ actor, param, language, isVisit }: PageRequest) {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const view = await getUnitFor(actor, address, language, { isVisit });
  const own = await loadOwnData({ actor, address, language, view, isVisit });
  return { ...view, ...own, isGuest: actor === null };
}

export type UnitPageData = Awaited<ReturnType<typeof loadUnitPage>>;
