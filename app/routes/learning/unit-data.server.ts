import type { PageRequest } from "#app/http/page.server.ts";
import { listAttemptsFor } from "#app/modules/learning/attempts.server.ts";
import { getUnitFor } from "#app/modules/learning/lessons.server.ts";

/** What the page of a lesson or a quiz shows; a refused form of the page needs it too. */
export async function loadUnitPage({ actor, param, language }: PageRequest) {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const view = await getUnitFor(actor, address, language);
  const attempts = view.unit.kind === "quiz" ? await listAttemptsFor(actor, view.unit.id) : [];
  return { ...view, attempts, isGuest: actor === null };
}

export type UnitPageData = Awaited<ReturnType<typeof loadUnitPage>>;
