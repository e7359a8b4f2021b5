import type { PageRequest } from "#app/http/page.server.ts";
import { getUnitToWriteFor } from "#app/modules/learning/authoring/load-texts.server.ts";

/** Admits to a form about the text of the address's unit. Throws as `getUnitToWriteFor`. */
export async function admitToUnit({ actor, param }: PageRequest): Promise<void> {
  await getUnitToWriteFor(actor, { courseSlug: param("slug"), unitSlug: param("unit") }, "");
}
